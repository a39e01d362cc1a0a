"""Sentences about selection files; the subject is the file's line or the JSON path."""

from kaname.words.marking import N_

PHRASES = {
    "selection-not-recognised": N_(
        "{subject} is neither a selection file of Kaname (JSON) nor an OR-Library knapsack file (numbers only)."
    ),
    "selection-unreadable-number": N_('{subject} holds "{value}" where a number was expected.'),
    "selection-truncated": N_(
        "{subject} ends too early: {expected} numbers were expected at least, {given} are there. Fetch the file again."
    ),
    "selection-trailing-numbers": N_(
        "From {subject} on, {count} numbers belong to no problem. Check the number of problems at the beginning."
    ),
    "selection-impossible-size": N_(
        "{subject} gives {value} as a number of things; a whole number from 1 was expected."
    ),
    "selection-negative-number": N_("{subject} is {value}; 0 or more was expected."),
    "selection-wrong-length": N_("{subject} holds {given} numbers; {expected} were expected, one for each period."),
    "selection-does-not-fit-periods": N_(
        "{subject} begins in periods {first} to {last} and lasts {duration}, which does not fit the {periods} periods. "
        "Begin it earlier, shorten it or add periods."
    ),
    "selection-nothing-to-choose": N_("{subject} is empty: there is nothing to choose from. Add candidates."),
    "selection-no-value": N_(
        "{subject} states its worth {count} times; give exactly one of value, scores and value_by_start."
    ),
    "selection-negative-weight": N_("The weight of the criterion {subject} is {value}; 0 or more was expected."),
    "selection-weights-not-100": N_("The weights add up to {total}; 100 was expected. Change them before scoring."),
    "selection-missing-score": N_("{subject} has no score for the criterion {criterion}. Add one."),
    "selection-unknown-criterion": N_(
        "{subject} scores {criterion}, which is not among the weights. Add or remove it."
    ),
    "selection-score-outside": N_(
        "{subject} scores {value} for {criterion}; a score from {lowest} to {highest} was expected."
    ),
}
