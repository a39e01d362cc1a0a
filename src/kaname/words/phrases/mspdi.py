"""Sentences about Microsoft Project's XML."""

from kaname.words.marking import N_

PHRASES = {
    "mspdi-unreadable-date": N_(
        'The {field} "{value}" of {subject} is not a date that exists; a form like 2026-04-01T08:00:00 was expected.'
    ),
    "mspdi-unreadable-duration": N_(
        'The {field} "{value}" of {subject} is not a duration; a form like PT8H0M0S was expected.'
    ),
    "mspdi-unreadable-number": N_('The {field} "{value}" of {subject} is not a number.'),
    "mspdi-unreadable-time": N_(
        'The working time "{value}" of {subject} cannot be read; a form like 08:00:00 was expected.'
    ),
    "mspdi-unknown-choice": N_(
        "The {field} of {subject} is {value}, which has no meaning; one of {expected} was expected. "
        "The usual value was taken instead."
    ),
    "mspdi-duplicate-uid": N_(
        "{subject} appears twice. Each {kind} needs a UID of its own, or links cannot be told apart; "
        "save the plan again in Microsoft Project."
    ),
    "mspdi-missing-uid": N_(
        "{subject} has no UID, so nothing can refer to it. Save the plan again in Microsoft Project."
    ),
    "mspdi-dangling-predecessor": N_(
        "{subject} has a predecessor {value} that is not in the file. Remove the link or put the task back."
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
    "mspdi-exception-without-dates": N_("An exception of {subject} has no dates. Give it a first and a last day."),
    "mspdi-constraint-without-date": N_(
        "{subject} has the constraint {constraint} without a date; it was scheduled as soon as possible instead."
    ),
    "mspdi-finish-before-start": N_(
        "The actual finish {finish} of {subject} is before its actual start {start}. Correct one of them."
    ),
    "mspdi-outline-jump": N_(
        "{subject} is at outline level {level}, more than one below the row above; it was hung below that row."
    ),
    "mspdi-summary-not-marked": N_(
        "{subject} has rows below it but is not marked as a summary; it was read as one, "
        "so its own duration is not used."
    ),
}
