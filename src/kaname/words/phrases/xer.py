"""Sentences about Primavera's XER."""

from kaname.words.marking import N_

PHRASES = {
    "xer-no-end": N_(
        "{subject} has no end mark (%E); it may have been cut off. Count the activities, or export it again."
    ),
    "xer-row-without-table": N_(
        "{subject} holds a row before any table and column names, so it means nothing and was left out. Export "
        "the file again."
    ),
    "xer-no-project": N_("{subject} holds no project. Export it again with the project chosen."),
    "xer-missing-id": N_(
        "{subject} has no {field}, so nothing can refer to it: an activity was read without relations, an element"
        " of the WBS left out. Export the file again."
    ),
    "xer-duplicate-id": N_(
        "{subject} appears twice, so what refers to it was taken to mean the first; the later row was read as "
        "{id}. Export the file again from P6."
    ),
    "xer-duplicate-calendar": N_("{subject} appears twice; the later one ({name}) was not used."),
    "xer-unreadable-date": N_(
        'The {field} "{value}" of {subject} (line {line}) is not a date that exists, so it was left out; a form '
        "like 2026-04-01 08:00 was expected."
    ),
    "xer-unreadable-number": N_(
        'The {field} "{value}" of {subject} (line {line}) is not a number in the range of a plan, so it was left out.'
    ),
    "xer-unreadable-time": N_(
        "A working time of {subject} (line {line}) cannot be read ({value}); a start and a finish like 08:00 were"
        " expected. That day works 08:00-12:00 and 13:00-17:00."
    ),
    "xer-unknown-choice": N_(
        "The {field} of {subject} is {value}, which has no meaning; one of {expected} was expected. "
        "The usual value was taken instead."
    ),
    "xer-calendar-unreadable": N_(
        "The days of {subject} ({name}) cannot be read; Monday to Friday 08:00-12:00 and 13:00-17:00 were taken, "
        "so its dates may differ. Check the calendar in P6."
    ),
    "xer-dangling-reference": N_(
        "{subject} refers to {field} {value}, which is not in the file; the reference was left out."
    ),
    "xer-dangling-relation": N_(
        "{subject} refers to {field} {value}, which is not in the file; the relation was left out, so dates may "
        "be too early."
    ),
    "xer-external-relation": N_(
        "{subject} leads to an activity of a project that is not in the file ({field} {value}); only the external "
        "dates that P6 stored with the activity take its place."
    ),
    "xer-wbs-cycle": N_(
        "The WBS elements {elements} contain each other, so their activities have no place. Correct the WBS in P6."
    ),
    "xer-constraint-without-date": N_(
        "{subject} has the constraint {constraint} without a date; the constraint was not used."
    ),
    "xer-complete-without-finish": N_("{subject} is complete but has no actual finish. Enter the date in P6."),
    "xer-finish-before-start": N_(
        "The actual finish {finish} of {subject} is before its actual start {start}, so the finish was left out "
        "and it counts as not finished. Correct one of them."
    ),
    "xer-repeated-id": N_("{subject} appears twice; the first row was read, the later one left out."),
}
