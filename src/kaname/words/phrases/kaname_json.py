"""Sentences about Kaname's own JSON; the subject is the JSON path."""

from kaname.words.marking import N_

PHRASES = {
    "json-not-valid": N_("{subject} is not JSON: line {line}, column {column}: {reason}."),
    "json-too-deep": N_("The values of {subject} are nested too deeply for a plan; it was refused."),
    "json-not-a-number": N_("{subject} holds {value} where a number in the range of a plan was expected."),
    "json-duplicate-key": N_("The keys {keys} stand twice in one object of {subject}. Keep one of each."),
    "json-wrong-version": N_(
        'The "format" of {subject} is {value}; {expected} was expected. Write it with this version of Kaname.'
    ),
    "json-wrong-type": N_("{subject} is {value}; a {expected} was expected."),
    "json-unknown-key": N_("{subject} is not a field of the plan format. Check its spelling or remove it."),
    "json-missing-key": N_("{subject} is missing. Add it."),
    "json-unknown-choice": N_("{subject} is {value}; one of {expected} was expected."),
    "json-unreadable-date": N_('{subject} is "{value}", which is not a date that exists, as 2026-04-01T08:00:00.'),
    "json-duplicate-id": N_("{subject} repeats the id {value}. Give each a different one."),
    "json-dangling-reference": N_(
        "{subject} refers to {value}, which is not in the file. Add it or remove the reference."
    ),
    "json-not-a-week": N_("{subject} has {count} days; a week has seven, Monday first (null: as the base calendar)."),
    "json-not-shifts": N_(
        "{subject} is {value}; pairs of minutes after midnight were expected, in order, not overlapping, up to 1440."
    ),
    "json-not-a-weekday": N_("{subject} is {value}; weekdays are 0 (Monday) to 6 (Sunday)."),
    "json-not-a-rule": N_(
        "{subject} repeats every {every} in month {month}; at least 1, and for the yearly kinds a month 1 to 12, "
        "were expected."
    ),
    "json-outline-cycle": N_("The activities {activities} contain each other. Correct their parent_id."),
}
