"""What a question may be narrowed to: the values that stand in rows the reader may see."""

from typing import Any

from django.db.models import Max

from kaname.domains.people.enums import Level
from kaname.domains.project.models import Project
from kaname.domains.reporting.enums import Axis
from kaname.domains.reporting.models import ProjectDay
from kaname.domains.reporting.queries.analysis.asked import FILTERS, Asked
from kaname.domains.reporting.queries.analysis.catalogue import SIZES
from kaname.domains.reporting.queries.analysis.labels import in_order, labels_of

FIELDS = {
    "unit": "unit_id",
    "kind": "kind",
    "programme": "programme_id",
    "manager_unit": "manager_unit_id",
    "size": "activities",
    "status": "status",
    "condition": "condition",
    "project": "project_id",
}


def choices_of(user: Any, asked: Asked) -> dict[str, list[tuple[str, str]]]:
    """Return keys and labels by filter, of every project's newest day: one query, and one for each kind of name."""
    seen = Project.objects.visible_to(user, asked.about.right, Level.READ)
    rows = ProjectDay.objects.filter(project__in=seen).order_by()
    newest = rows.values("project_id").annotate(last=Max("pk")).values("last")
    found = list(ProjectDay.objects.filter(pk__in=newest).order_by().values_list(*FIELDS.values()))
    keys: dict[str, set[str]] = {
        name: {_key(name, row[place]) for row in found} - {""} for place, name in enumerate(FIELDS)
    }
    if "axis" in asked.about.own:
        keys["axis"] = set(Axis.values)
    return {name: in_order(name, labels_of(asked, name, keys[name])) for name in FILTERS if len(keys.get(name, ())) > 1}


def _key(name: str, value: Any) -> str:
    if name == "size":
        return "s" if value < SIZES[0][1] else "m" if value < SIZES[1][1] else "l"
    return "" if value is None else str(value)
