"""How projects stand now, altogether and on each axis, as the board has it: for lists that read no board."""

from collections.abc import Mapping

from django.db.models import Case, IntegerField, QuerySet, Value, When

from kaname.domains.project.models import Project
from kaname.domains.reporting.enums import Axis
from kaname.domains.reporting.queries.board import WORST_FIRST
from kaname.domains.reporting.queries.health import LIGHT, latest
from kaname.domains.reporting.rules.overall import healths_of, overall

OVERALL = ""
"""The key of a project's whole health among its axes."""


def healths_now(projects: QuerySet[Project]) -> dict[int, Mapping[str, str]]:
    """Return, by project, its health by axis, and under OVERALL of all axes: the newest snapshot's, with the dates as
    they stand now; without a snapshot the dates alone. Two queries.
    """
    delivery = dict(projects.order_by().values_list("pk", "plan__computed_health"))
    taken = latest(list(delivery), without=LIGHT)
    found: dict[int, Mapping[str, str]] = {}
    for pk, own in delivery.items():
        now = {str(Axis.DELIVERY): own or "unknown"}
        axes = healths_of(taken[pk].marks) | now if pk in taken else now
        found[pk] = axes | {OVERALL: overall(axes) if pk in taken else now[Axis.DELIVERY]}
    return found


def on_axis(healths: Mapping[str, str], axis: str) -> str:
    """Return the health on an axis, or altogether; what was not judged is unknown."""
    return healths.get(axis, "unknown")


def worst_first(found: Mapping[int, Mapping[str, str]], axis: str) -> Case:
    """Return the expression by which projects are in the order of their health on an axis, the worst first."""
    groups: dict[str, list[int]] = {}
    for pk, healths in found.items():
        groups.setdefault(on_axis(healths, axis), []).append(pk)
    cases = [When(pk__in=keys, then=Value(WORST_FIRST.get(health, 3))) for health, keys in groups.items()]
    return Case(*cases, default=Value(WORST_FIRST["unknown"]), output_field=IntegerField())
