"""Sentences for the diagnostics of earned value."""

from kaname.words.marking import N_

PHRASES = {
    "earned-value-no-baseline": N_(
        "The plan {subject} has no activity with a baseline start and finish, so nothing says what was "
        "planned by when; save a baseline in the planning tool and write the file again."
    ),
    "earned-value-no-status-date": N_(
        "The plan {subject} says neither a status date nor a current date, so progress cannot be compared "
        "with the plan; set the status date in the planning tool."
    ),
    "earned-value-current-date": N_(
        "The plan {subject} has no status date; its current date {date} is used instead, and earned value is "
        "as of then."
    ),
}
