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
        "Activity {subject} cannot finish by its deadline even with unlimited people: it would be {late} "
        "units of time (minutes in plans with dates) late. Move the deadline or shorten what comes before."
    ),
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
}
