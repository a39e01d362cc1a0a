"""Sentences about Microsoft Project's XML."""

from kaname.words.marking import N_

PHRASES = {
    "mspdi-unreadable-date": N_(
        'The {field} "{value}" of {subject} (line {line}) is not a date that exists, so it was left out; a form '
        "like 2026-04-01T08:00:00 was expected."
    ),
    "mspdi-unreadable-duration": N_(
        'The {field} "{value}" of {subject} (line {line}) is not a duration, so it was left out; a form like '
        "PT8H0M0S was expected. Without it a task lasts from its start to its finish in the file, or 0 days."
    ),
    "mspdi-unreadable-number": N_(
        'The {field} "{value}" of {subject} (line {line}) is not a number, so it was left out.'
    ),
    "mspdi-unreadable-time": N_(
        'The working time "{value}" of {subject} (line {line}) cannot be read, so it was left out; a form like '
        "08:00:00 was expected. A working day of which no time can be read works 08:00-12:00 and 13:00-17:00."
    ),
    "mspdi-unknown-choice": N_(
        "The {field} of {subject} is {value}, which has no meaning; one of {expected} was expected. "
        "The usual value was taken instead."
    ),
    "mspdi-duplicate-uid": N_(
        "{subject} appears twice, so what refers to it was taken to mean the first; the later {kind} was read as "
        "{id}. Save the plan again in Microsoft Project."
    ),
    "mspdi-missing-uid": N_(
        "{subject} has no UID, so nothing can refer to it; it was read without links and people. Save the plan "
        "again in Microsoft Project."
    ),
    "mspdi-dangling-predecessor": N_(
        "{subject} has a predecessor {value} that is not in the file; the link was left out, so its dates may be "
        "too early."
    ),
    "mspdi-external-predecessor": N_(
        "{subject} depends on a task of another file ({value}); the link was left out, so its dates may be too early."
    ),
    "mspdi-external-task": N_(
        "{subject} stands for a task of another file ({file}); its stored dates were kept, since only that file can "
        "change them."
    ),
    "mspdi-subproject": N_(
        "{subject} is an inserted project ({file}); other files are never opened, so only this one row of it was read."
    ),
    "mspdi-dangling-assignment": N_(
        "{subject} refers to {kind} {value}, which is not in the file; the reference was left out."
    ),
    "mspdi-dangling-calendar": N_(
        "{subject} refers to calendar {value}, which is not in the file; the project's calendar was used instead."
    ),
    "mspdi-exception-without-dates": N_(
        "An exception of {subject} has no dates, so it was left out. Give it a first and a last day."
    ),
    "mspdi-constraint-without-date": N_(
        "{subject} has the constraint {constraint} without a date; it was scheduled as soon as possible instead."
    ),
    "mspdi-finish-before-start": N_(
        "The actual finish {finish} of {subject} is before its actual start {start}, so the finish was left out "
        "and it counts as not finished. Correct one of them."
    ),
    "mspdi-outline-jump": N_(
        "{subject} is at outline level {level}, more than one below the row above; it was hung below that row."
    ),
    "mspdi-summary-not-marked": N_(
        "{subject} has rows below it but is not marked as a summary; it was read as one, "
        "so its own duration is not used."
    ),
    "mspdi-repeated-uid": N_("{subject} appears twice; the first {kind} was read, the later one left out."),
}
