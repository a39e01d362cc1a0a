"""Sentences about simulation and risks files; the subject of a risks file's problem is its JSON path."""

from kaname.words.marking import N_

PHRASES = {
    "simulate-no-uncertainty": N_(
        "Nothing in {subject} is uncertain, so every percentile is the planned finish. Give durations a distribution, "
        "or use --spread LOW,HIGH or --risks FILE.json."
    ),
    "simulate-too-long": N_(
        "The longest path can grow beyond {limit} days, which cannot be simulated. Correct the largest distribution."
    ),
    "simulate-correlation-repaired": N_(
        "The correlations of group {subject} contradict each other; the nearest possible ones were used, with changes "
        "of up to {change}. Check the matrix."
    ),
    "risks-wrong-version": N_('The "format" of {subject} is {value}; a risks file begins with "format": "{expected}".'),
    "risks-unknown-unit": N_("{subject} is {value}; one of {expected} was expected."),
    "risks-unknown-activity": N_(
        "{subject} names the activity {value}, which the plan does not have. Use an id that `kaname plan show` lists."
    ),
    "risks-repeated": N_("{value} stands more than once in {subject}. Keep one of them."),
    "risks-unknown-distribution": N_(
        "{subject} is of kind {kind}; triangular, pert, uniform, normal, lognormal, discrete, percentiles or constant "
        "was expected."
    ),
    "risks-parameter-count": N_(
        "{subject} has the parameters {parameters}, which are not as many as a {kind} distribution needs."
    ),
    "risks-parameter-order": N_(
        "{subject} has the parameters {parameters}; those of a {kind} distribution must not decrease."
    ),
    "risks-bad-deviation": N_(
        "{subject} has the parameters {parameters}; a {kind} distribution needs a standard deviation of at least 0, "
        "and a lognormal one a mean above 0."
    ),
    "risks-bad-weight": N_(
        "{subject} has the parameters {parameters}; the weights of a {kind} distribution must be at least 0, not all 0."
    ),
    "risks-bad-percent": N_(
        "{subject} has the parameters {parameters}; the percents of a {kind} distribution must rise from 0 to 100."
    ),
    "risks-below-zero": N_("{subject} can become {value}, but no duration is less than 0. Raise its lowest value."),
    "risks-bad-probability": N_("{subject} is {value}; a number from 0 to 1 was expected."),
    "risks-bad-spread": N_("{subject} goes from {low} to {high}; 0 <= low <= high was expected."),
    "risks-coefficient-or-matrix": N_("{subject} needs either a coefficient or a matrix. Give one of them."),
    "risks-bad-coefficient": N_("{subject} has the correlations {values}; numbers from -1 to 1 were expected."),
    "risks-matrix-shape": N_("{subject} must have {expected} rows of {expected} numbers, one for each activity."),
    "risks-bad-season": N_('{subject} is "{value}"; a day of the year as "06-10" was expected.'),
    "risks-branch-over-one": N_("The probabilities in {subject} add up to {value}; at most 1 was expected."),
    "risks-mitigation-worse": N_(
        "{subject} is {after}, more than the {before} before mitigation. Check the response: it makes the risk worse."
    ),
}
