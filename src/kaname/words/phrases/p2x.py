"""Sentences for the diagnostics of the ProTrack .p2x reader."""

from kaname.words.marking import N_

PHRASES = {
    "p2x-no-activities": N_(
        "The file {subject} looks like ProTrack's .p2x but holds no activity, so there is nothing to "
        "compute; save the project again in ProTrack and check that it has activities in its outline."
    ),
    "p2x-no-working-time": N_(
        "The agenda of the plan has no working hour on any day of the week, so no work can be placed in "
        "time; give it at least one working hour and one working day."
    ),
    "p2x-unreadable-number": N_(
        'The value {value} in {field} of "{subject}" is not a usable number and is ignored; one such as 16 or '
        "0.5, not beyond 10 to the 15th, was expected."
    ),
    "p2x-impossible-duration": N_(
        'The duration {value} in {field} of "{subject}" is impossible and counts as 0, so dates may be too early;'
        " working hours from 0 to 1,000,000 were expected."
    ),
    "p2x-unreadable-date": N_(
        'The date {value} in {field} of "{subject}" cannot be read and is ignored; digits DDMMYYYYHHMM (such '
        "as 260120110800) up to the year 2200 were expected."
    ),
    "p2x-unreadable-agenda": N_(
        "The value {value} in {field} of the agenda is ignored, so more time counts as working time; a whole "
        "number from 0 to {limit} was expected."
    ),
    "p2x-duplicate-id": N_(
        'The id "{subject}" of a {kind} is missing or used twice; the {kind} is left out, and what refers to the '
        "id means the first. Give every {kind} an id of its own."
    ),
    "p2x-relation-to-nothing": N_(
        "The relation from {predecessor} to {successor} names an activity that is not in the plan and is "
        "left out; dates may be earlier than they should be."
    ),
    "p2x-unknown-relation": N_(
        "The relation {subject} is of the unknown type {value} and is taken as finish to start; 0 (SS), 1 (SF), 2"
        " (FS) or 3 (FF) was expected."
    ),
    "p2x-unknown-lag": N_(
        "The lag of the relation {subject} is counted in the unknown way {value}; it is taken as working hours."
    ),
    "p2x-outline-of-nothing": N_(
        "The outline names the entry {subject} (type {type}), which is not in the plan or has been named "
        "before; it is left out of the outline."
    ),
    "p2x-assignment-to-nothing": N_(
        "The assignment no. {subject} joins activity {activity} and resource {resource}, one of which is not "
        "in the plan; it is left out, and its cost with it."
    ),
    "p2x-period-without-date": N_(
        "The tracking period {subject} has no readable status date ({value}) and is left out; earned value "
        "is computed for the other periods."
    ),
    "p2x-impossible-percent": N_(
        'The completed fraction {value} of "{subject}" lies outside 0 to 1; the nearer end is used.'
    ),
    "p2x-no-start-date": N_(
        "The plan {subject} holds no date at all, neither a start nor a baseline; it is computed from "
        "Monday, 3 January 2000."
    ),
}
