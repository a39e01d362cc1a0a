"""Sentences about the command itself."""

from kaname.words.marking import N_

PHRASES = {
    "output-unwritable": N_(
        "The answer could not be written: {reason}. Nothing was changed; make room or choose another place and run it"
        " again."
    ),
}
