"""Sentences about GanttProject's .gan."""

from kaname.words.marking import N_

PHRASES = {
    "gan-no-tasks": N_("The file {subject} is GanttProject's but holds no task, so there is nothing to compute."),
    "gan-unreadable-value": N_('The {field} "{value}" of {subject} (line {line}) cannot be used, so it was left out.'),
    "gan-repeated-id": N_(
        "{subject} (line {line}) has no id or that of another, so it was read as {id}; what refers to the id "
        "means the first."
    ),
    "gan-dangling-reference": N_(
        '{subject} (line {line}) refers to "{value}", which is not in the file; the reference was left out, so '
        "dates may be too early."
    ),
    "gan-base-calendar": N_(
        "The plan uses the calendar {subject} of GanttProject, whose holidays are not in the file; only the days "
        "off of the week were read."
    ),
}
