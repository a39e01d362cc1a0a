"""Sentences about networks, their calendars and their start."""

from kaname.words.marking import N_

PHRASES = {
    "network-cycle": N_(
        "These activities wait for each other in a circle: {activities}. No date can be computed until one of the "
        "relations between them is removed."
    ),
    "network-relation-to-itself": N_("Activity {subject} has a relation to itself. Remove the relation."),
    "network-relation-to-nothing": N_(
        "Relation {subject} points to row {row}, but there are only {activities} activities. Check the arrays."
    ),
    "network-negative-duration": N_(
        "The duration of activity {subject} is {minutes} minutes. A duration cannot be negative; enter 0 or more."
    ),
    "network-finish-before-start": N_(
        "Activity {subject} finished before it started. Its dates are kept as they are; correct one of the two actual "
        "dates."
    ),
    "network-relation-repeated": N_(
        "Activity {subject} has the same relation to {predecessor} more than once. The strictest one counts; remove "
        "the others."
    ),
    "network-relation-to-own-summary": N_(
        "The relation between {subject} and {predecessor} joins a summary with an activity under it, which can never "
        "hold. It was left out; relate the activities themselves."
    ),
    "calendar-no-working-time": N_(
        "Calendar {subject} has no working time at all, so nothing can be scheduled on it. Give at least one day some "
        "hours."
    ),
    "calendar-holidays-not-official": N_(
        "The national holidays of {years} are not fixed officially yet (equinox days are announced in February of the "
        "year before). They were computed; dates in these years may still move."
    ),
    "plan-no-start": N_(
        "The file does not say when project {subject} starts. The first date it holds, {start}, was taken; set the "
        "project's start."
    ),
}
