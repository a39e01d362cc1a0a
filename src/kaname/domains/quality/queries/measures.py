"""Metrics that projects follow, with their readings as they counted at the end of a day, and the zones of tests."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from kaname.domains.project.models import Project
from kaname.domains.quality.enums import Formula
from kaname.domains.quality.models import Measure, Reading
from kaname.domains.quality.queries.standing import standing_readings

ZONES = {
    ("in", "in"): 1, ("in", "high"): 2, ("in", "low"): 3, ("high", "in"): 4, ("high", "high"): 5, ("high", "low"): 6,
    ("low", "in"): 7, ("low", "high"): 8, ("low", "low"): 9,
}  # fmt: skip
"""Zone of (tests, defects) against their bands (specification 5.6)."""


@dataclass(frozen=True, slots=True)
class Followed:
    """A metric of a project and its readings that count, the oldest first."""

    measure: Measure
    readings: Sequence[Reading]

    @property
    def last(self) -> Reading | None:
        """The newest reading."""
        return self.readings[-1] if self.readings else None

    @property
    def before(self) -> Reading | None:
        """The reading before the newest."""
        return self.readings[-2] if len(self.readings) > 1 else None

    @property
    def value(self) -> float | None:
        """The newest value."""
        return self.last.value if self.last else None

    @property
    def value_before(self) -> float | None:
        """The value before the newest."""
        return self.before.value if self.before else None

    @property
    def verdict(self) -> str:
        """How the newest reading is: "in", "out", or "none" where nothing is read yet."""
        return "none" if self.last is None else "in" if self.last.inside else "out"

    @property
    def lower(self) -> float | None:
        """The lower limit that the newest reading was judged by, else the present one."""
        return self.last.lower if self.last else self.measure.lower

    @property
    def upper(self) -> float | None:
        """The upper limit that the newest reading was judged by, else the present one."""
        return self.last.upper if self.last else self.measure.upper


@dataclass(frozen=True, slots=True)
class Zone:
    """Where tests and defects of a stage stand: ``number`` 1 to 9, ``x`` cases and ``y`` defects per size."""

    stage: str
    unit: str
    number: int
    x: Followed
    y: Followed


def followed(user: Any, day: date, project: Project | None = None) -> list[Followed]:
    """Return the metrics that were followed at the end of a day where a user reads them. Two queries."""
    rows = Measure.objects.visible_to(user)
    return followed_of(rows if project is None else rows.filter(project=project), day)


def followed_of(rows: QuerySet[Measure], day: date) -> list[Followed]:
    """Return those of some measures that were followed at the end of a day. Two queries."""
    rows = rows.filter(begun_on__lte=day).select_related("metric", "phase", "project")
    rows = rows.filter(Q(stopped_on=None) | Q(stopped_on__gt=day))
    return with_readings(list(rows.order_by("project__code", "number")), day)


def with_readings(measures: Sequence[Measure], day: date) -> list[Followed]:
    """Return measures with their readings; one query."""
    kept: dict[int, list[Reading]] = {m.pk: [] for m in measures}
    for row in standing_readings(day).filter(measure__in=kept).order_by("as_of", "id"):
        kept[row.measure_id].append(row)
    return [Followed(m, kept[m.pk]) for m in measures]


def zones(found: Sequence[Followed]) -> list[Zone]:
    """Return a zone for each stage and unit whose cases and defects are both read and both have a whole band.

    Different units never meet: a stage that counts its cases per KSLOC and its defects per KFP has none.
    """
    whole = [f for f in found if f.last is not None and f.lower is not None and f.upper is not None]
    cases = {_place(f): f for f in whole if f.measure.metric.formula == Formula.TEST_CASES}
    defects = {_place(f): f for f in whole if f.measure.metric.formula == Formula.DEFECTS}
    return [
        Zone(stage, unit, ZONES[_side(x), _side(defects[key])], x, defects[key])
        for key, x in cases.items()
        if key in defects
        for stage, unit, _phase in [key]
    ]


def _place(found: Followed) -> tuple[str, str, int | None]:
    return found.measure.metric.stage, found.measure.metric.unit, found.measure.phase_id


def _side(found: Followed) -> str:
    """Return on which side of its band the newest reading lies."""
    value = found.last.value if found.last else 0.0
    if found.lower is not None and value < found.lower:
        return "low"
    return "high" if found.upper is not None and value > found.upper else "in"
