"""Metrics that a project follows, and their readings."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from kaname.domains.core.actions import audit, records
from kaname.domains.core.actions.problems import Problems
from kaname.domains.core.queries import today
from kaname.domains.project.models import Phase, Project
from kaname.domains.quality.actions.writing import acting, add, change
from kaname.domains.quality.models import Measure, Metric, Reading
from kaname.domains.quality.rules import demand, may_measure, may_plan
from kaname.domains.quality.validators import checked_band, checked_reading, quotient

BAND = ("lower", "target", "upper", "reason")


@transaction.atomic
def follow(*, project: Project, metric: Metric, by: Any, phase: Phase | None = None, **band: Any) -> Measure:
    """Take a metric over into a project, with the project's own band; another one than the catalogue's says why."""
    demand(may_plan(by, project), by)
    locked = records.locked(project)
    given = {name: band.get(name) for name in BAND[:3]} | {"reason": (band.get("reason") or "").strip()}
    found = Problems()
    with found.gathered():
        checked_band(given["lower"], given["target"], given["upper"])
    if phase is not None and phase.project_id != project.pk:
        found.note(_("Choose a phase of this project."), "phase")
    if Measure.objects.filter(project=project, metric=metric, phase=phase, stopped_on=None).exists():
        found.note(_("The project follows this metric already."), "metric")
    if _differs(metric, given) and not given["reason"]:
        found.note(_("The band differs from the catalogue's. Say why."), "reason")
    found.refuse()
    number = (locked.measures.aggregate(last=Max("number"))["last"] or 0) + 1
    row = Measure(project=locked, number=number, metric=metric, phase=phase, begun_on=today(), **given)
    return add(row, "measure.follow", by, project.pk)


def set_band(*, measure: Measure, by: Any, version: int | None = None, **band: Any) -> Measure:
    """Give a metric another band: readings from now on are judged by it, those before stay as they were judged."""
    demand(may_plan(by, measure.project), by)
    _check_followed(measure)
    given = {name: band[name] for name in BAND if name in band}
    whole = {name: getattr(measure, name) for name in BAND} | given
    found = Problems()
    with found.gathered():
        checked_band(whole["lower"], whole["target"], whole["upper"])
    if not (given.get("reason") or "").strip():
        found.note(_("Say why the band changes."), "reason")
    found.refuse()
    return change(measure, given, "measure.set_band", by, measure.project_id, version)


def stop(*, measure: Measure, because: str, by: Any, version: int | None = None) -> Measure:
    """Stop following a metric from today; its readings stay."""
    demand(may_plan(by, measure.project), by)
    _check_followed(measure)
    if not because.strip():
        raise ValidationError({"because": _("Say why it is not followed any more.")})
    values = {"stopped_on": today(), "stopped_because": because.strip()}
    return change(measure, values, "measure.stop", by, measure.project_id, version, because.strip())


@transaction.atomic
def read(
    *, measure: Measure, as_of: date, count: float, size: float, unit: str, n: int, by: Any, note: str = "",
    corrects: Reading | None = None,
) -> Reading:  # fmt: skip
    """Write a reading, judged by the band of now; ``corrects``: the one in whose place it stands."""
    demand(may_measure(by, measure.project), by)
    held = records.locked(measure)
    _check_followed(held)
    found = Problems()
    with found.gathered():
        checked_reading(held.metric.formula, held.metric.unit, {"count": count, "size": size, "unit": unit, "n": n})
    if as_of > today():
        found.note(_("A reading is of today or of an earlier day."), "as_of")
    if corrects is not None:
        _check_correction(found, held, corrects, note)
    found.refuse()
    row = Reading.objects.create(
        measure=held, as_of=as_of, count=count, size=size, unit=unit, value=quotient(count, size, held.metric.formula),
        n=n, lower=held.lower, upper=held.upper, note=note.strip(), corrects=corrects, written_at=timezone.now(),
        written_by=acting(by),
    )  # fmt: skip
    after = {name: getattr(row, name) for name in ("as_of", "count", "size", "unit", "value", "n", "lower", "upper")}
    verb = "measure.read" if corrects is None else "measure.correct"
    audit.record(verb=verb, subject=held, by=by, after=after, project_id=held.project_id, reason=note.strip())
    return row


def _check_followed(measure: Measure) -> None:
    if measure.stopped_on is not None:
        raise ValidationError(_("This metric is not followed any more."))


def _check_correction(found: Problems, measure: Measure, wrong: Reading, note: str) -> None:
    if wrong.measure_id != measure.pk:
        found.note(_("A reading is corrected by one of the same metric."), "corrects")
    elif Reading.objects.filter(corrects=wrong).exists():
        found.note(_("This reading was corrected already. Correct the one that stands in its place."), "corrects")
    if not note.strip():
        found.note(_("Say what was wrong with the reading before."), "note")


def _differs(metric: Metric, given: dict[str, Any]) -> bool:
    """Return whether a band is another one than the catalogue's, which has one."""
    if metric.lower is None and metric.upper is None:
        return False
    return (metric.lower, metric.upper) != (given["lower"], given["upper"])
