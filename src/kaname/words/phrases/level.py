"""Sentences for the diagnostics of levelling."""

from kaname.words.marking import N_

PHRASES = {
    "level-demand-above-capacity": N_(
        "Activity {subject} needs {demand} of {resource}, which never has more than {capacity}, so no schedule exists; "
        "lower the need, raise the capacity or give the activity another resource."
    ),
    "level-budget-too-small": N_(
        "All activities together use at least {demand} of {subject}, but only {capacity} is there: no schedule exists."
    ),
    "level-circle": N_(
        "The relations and their maximum lags contradict each other along {activities}: going round asks for more time "
        "than there is. Loosen one of these relations."
    ),
    "level-deadline-impossible": N_(
        "Activity {subject} cannot finish by its deadline even with unlimited people: it would be {late} time "
        "units late. Move the deadline or shorten what comes before."
    ),
    "level-broken-release": N_("Activity {subject} starts at {start}, before {release} which is the earliest allowed."),
    "level-broken-deadline": N_("Activity {subject} finishes at {finish}, after its deadline {deadline}."),
    "level-broken-relation": N_("Activity {subject} starts {missing} time units too early after {by}."),
    "level-still-overloaded": N_(
        "{subject} is still needed {demand} hundredths at {time} but has only {capacity}: activities that have "
        "started, fixed dates or interruptions leave no other way. Look at these by hand."
    ),
    "level-no-demands": N_(
        "No activity of {subject} has people or machines assigned, so there is nothing to level: the dates are those "
        "without limits. Assign resources first."
    ),
    "level-availability-constant": N_(
        "The availability of {resources} changes over time; levelling uses its highest number of units throughout."
    ),
    "level-overload": N_("{subject} is needed {demand} times at {time}, but has only {capacity}."),
}
