"""Sentences for the diagnostics of the readers of scheduling benchmarks (.rcp, .sm, .mm, .sch, MPLIB, rows)."""

from kaname.words.marking import N_

PHRASES = {
    "psplib-truncated": N_(
        "The file ends too early: at {subject}, {expected} was expected. The copy is probably incomplete; get it again."
    ),
    "psplib-not-a-number": N_("At {subject}, {value} is not a whole number; {expected} was expected."),
    "psplib-out-of-range": N_(
        "At {subject}, {value} is impossible as {expected}; a whole number from {low} to {high} was expected."
    ),
    "psplib-unknown-activity": N_(
        "At {subject}, {value} is named as predecessor or successor, but activities end at {last}; correct it."
    ),
    "psplib-unknown-resource": N_(
        "At {subject}, the resource {value} is used but no row defines it; add a row that begins with R for it."
    ),
    "psplib-twice": N_(
        "At {subject}, the activity {value} appears a second time; every activity needs a number of its own."
    ),
    "psplib-short-row": N_(
        "At {subject}, the row {value} is neither a resource (R|...) nor an activity (T|...) with all of its cells."
    ),
    "psplib-text-after-end": N_(
        "After the last activity, at {subject}, {count} more numbers follow and are ignored; check the number of "
        "activities in the first line."
    ),
    "psplib-no-section": N_("The file has no {expected}, without which nothing can be computed; get a complete copy."),
    "psplib-unexpected-job": N_("At {subject}, activity {value} is described where activity {expected} was expected."),
    "psplib-lags-by-mode": N_(
        "At {subject}, an activity has {value} modes with time lags between them; only files with one mode an activity "
        "can be read in this format."
    ),
    "psplib-empty": N_("The file {subject} holds no activity, so there is nothing to compute."),
    "psplib-first-mode": N_(
        "{count} further ways to do activities are in {subject}; dates are computed with the first way of each. "
        "`kaname plan level` chooses among them."
    ),
}
