"""One line of a report: checked against the activity's method, turned into percent, dates and what remains."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.instants import TICKS_A_DAY, TICKS_A_MINUTE, ticks_of_date
from kaname.domains.schedule.actions.edits.draft import Draft
from kaname.domains.schedule.actions.edits.fields import without
from kaname.domains.schedule.actions.edits.working_time import duration_between
from kaname.domains.schedule.bridge import measuring
from kaname.domains.schedule.enums import ActivityKind
from kaname.domains.schedule.enums import MeasurementMethod as Method
from kaname.domains.schedule.models import Measurement

ASK_REMAINING = 80.0
"""Percent from which the remaining working days are asked: the last tenth is where opinions go wrong (spec 08, 4)."""
MILESTONES = (ActivityKind.MILESTONE, ActivityKind.FINISH_MILESTONE)
TERMS = {
    **dict.fromkeys(measuring.FORMULAS, "state"),
    **dict.fromkeys(measuring.FREE, "percent"),
    Method.MILESTONES: "step",
    Method.UNITS: "done",
}
"""In which terms each method is reported."""
_MOST_DAYS = 2000.0


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody says of one activity, in its method's terms; what is None was not said.

    ``remaining_days``: working days that are still needed; ``finished``: done, whatever the percent.
    """

    uid: str
    state: str | None = None
    step: int | None = None
    done: float | None = None
    percent: float | None = None
    finished: bool = False
    remaining_days: float | None = None
    actual_start: date | None = None
    actual_finish: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Measured:
    """A line that holds: ``values`` go to the activity's columns, ``inputs`` to the record."""

    uid: str
    method: str
    inputs: dict[str, Any]
    percent: float
    remaining: int | None
    values: dict[str, Any] = field(default_factory=dict)


def method_of(kind: str, measurement: Measurement | None) -> str:
    """Return how an activity is measured; where nobody has chosen: a milestone 0/100, the rest by opinion."""
    if measurement is not None:
        return measurement.method
    return Method.ZERO_HUNDRED if kind in MILESTONES else Method.MANUAL


def measured(draft: Draft, pk: int, told: Told, chosen: Measurement | None, as_of: date) -> Measured:
    """Return what a line amounts to on a status date. Raises ValidationError by the fields of :class:`Told`."""
    row = draft.activity(pk)
    method = method_of(row["kind"], chosen)
    _check_dates(told, row, as_of)
    at = _Moments(draft, pk, told, as_of)
    inputs, percent = _percent(method, told, chosen, row, at)
    rest = None
    if told.remaining_days is not None and 0 < percent < 100:
        rest = round(told.remaining_days * at.day)
    elif method not in measuring.FREE and ASK_REMAINING <= percent < 100:
        raise ValidationError({"remaining_days": _("From 80 % on, say how many working days remain.")})
    values = _values(row, percent, rest, at)
    if rest is not None:
        inputs["remaining_days"] = told.remaining_days
    return Measured(told.uid, method, inputs, percent, values["remaining_duration"], values)


class _Moments:
    """The instants that a line may need: when the activity began and ended, what has been worked."""

    def __init__(self, draft: Draft, pk: int, told: Told, as_of: date) -> None:
        self.draft, self.pk, self.told, row = draft, pk, told, draft.activity(pk)
        project = draft.state.frame.project
        self.day = (project.minutes_per_day or 480) * TICKS_A_MINUTE
        minutes = draft.state.plan.extras.get("project", {})
        self.morning = int(minutes.get("default_start_minute", 540)) * TICKS_A_MINUTE
        self.evening = int(minutes.get("default_finish_minute", 1020)) * TICKS_A_MINUTE
        self.now = ticks_of_date(as_of) + self.evening
        self.start = self._start(row)

    def _start(self, row: Mapping[str, Any]) -> int:
        if self.told.actual_start is not None:
            return ticks_of_date(self.told.actual_start) + self.morning
        if row["actual_start"] is not None:
            return int(row["actual_start"])
        planned = self.draft.state.computed(self.pk, "start")
        today = self.now - self.evening + self.morning
        return today if planned is None else min(int(planned), today)

    def finish(self, row: Mapping[str, Any]) -> int:
        """Return when it ended: as told, as known, as planned, or now."""
        if self.told.actual_finish is not None:
            return ticks_of_date(self.told.actual_finish) + self.evening
        planned = row["actual_finish"] or self.draft.state.computed(self.pk, "finish")
        return self.now if planned is None else min(int(planned), self.now)

    def worked(self, row: Mapping[str, Any]) -> int:
        """Return the working time between the beginning and now; never less than what is recorded."""
        return max(duration_between(self.draft, self.pk, self.start, self.now), row["actual_duration"] or 0)


def _percent(
    method: str, told: Told, chosen: Measurement | None, row: Mapping[str, Any], at: _Moments
) -> tuple[dict[str, Any], float]:
    """Return the report in the method's terms, and the percent that follows."""
    steps = chosen.steps if chosen is not None else []
    planned = chosen.planned if chosen is not None else None
    if method == Method.LEVEL_OF_EFFORT:
        raise ValidationError({"percent": _("This activity counts as planned: nothing is reported of it.")})
    if told.finished:
        inputs = measuring.told_of(method, 100.0, steps, planned)
    elif method in measuring.FREE:
        return _by_opinion(told, row, at)
    else:
        term = TERMS[Method(method)]
        inputs = {term: getattr(told, term)}
        if inputs[term] is None:
            raise ValidationError({term: _other_terms(told)})
    try:
        return inputs, measuring.percent_of(method, inputs, steps, planned)
    except (ValueError, KeyError, TypeError):
        raise ValidationError({TERMS[Method(method)]: _("The measurement method cannot give this value.")}) from None


def _other_terms(told: Told) -> Any:
    """Return why nothing in the method's terms is wrong: a percent was given instead, or nothing at all."""
    if told.percent is not None:
        return _("The percent follows from the measurement method; it cannot be typed.")
    return _("Say how far it is.")


def _by_opinion(told: Told, row: Mapping[str, Any], at: _Moments) -> tuple[dict[str, Any], float]:
    """Return a free percent; from 80 % on what follows from the remaining days."""
    last = row["percent_complete"] or 0.0
    if told.remaining_days is not None and (last >= ASK_REMAINING or (told.percent or 0.0) >= ASK_REMAINING):
        done = max(at.worked(row), 1)
        rest = told.remaining_days * at.day
        percent = round(100 * done / (done + rest), 1)
        return {"percent": min(percent, 99.0), "asked": "remaining"}, min(percent, 99.0)
    if told.percent is None:
        if last >= ASK_REMAINING:
            raise ValidationError({"remaining_days": _("From 80 % on, say how many working days remain.")})
        raise ValidationError({"percent": _("Say how far it is.")})
    if not 0 <= told.percent <= 100:
        raise ValidationError({"percent": _("Progress is between 0 and 100 percent.")})
    if ASK_REMAINING <= told.percent < 100:
        raise ValidationError({"remaining_days": _("From 80 % on, say how many working days remain.")})
    return {"percent": told.percent}, float(told.percent)


def _check_dates(told: Told, row: Mapping[str, Any], as_of: date) -> None:
    wrong: dict[str, Any] = {}
    for name in ("actual_start", "actual_finish"):
        day = getattr(told, name)
        if day is not None and day > as_of:
            wrong[name] = _("An actual date cannot lie after the status date.")
    begun = told.actual_start
    if begun is None and row["actual_start"] is not None:
        begun = date.fromordinal(row["actual_start"] // TICKS_A_DAY + date(1970, 1, 1).toordinal())
    if told.actual_finish is not None and begun is not None and told.actual_finish < begun:
        wrong["actual_finish"] = _("It cannot finish before it begins.")
    if told.remaining_days is not None and not 0 < told.remaining_days <= _MOST_DAYS:
        wrong["remaining_days"] = _("Remaining days are more than 0 and at most 2,000; what is done is finished.")
    if wrong:
        raise ValidationError(wrong)


def _values(row: Mapping[str, Any], percent: float, rest: int | None, at: _Moments) -> dict[str, Any]:
    """Return the activity's columns."""
    duration = row["duration"] or 0
    values = {
        "percent_complete": percent,
        "physical_percent": percent,
        "actual_finish": None,
        "extras": without(row["extras"], "stop", "resume", "percent_work_complete"),
    }
    begun = percent > 0 or at.told.state == "begun" or at.told.actual_start is not None
    if percent >= 100:
        finish = at.finish(row)
        ends = {"actual_start": min(at.start, finish), "actual_finish": finish}
        return values | ends | {"actual_duration": duration, "remaining_duration": 0}
    if not begun:
        return values | {"actual_start": None, "actual_duration": 0, "remaining_duration": duration}
    values["actual_start"] = at.start
    if rest is None:
        done = round(duration * percent / 100)
        return values | {"actual_duration": done, "remaining_duration": duration - done}
    worked = at.worked(row)
    return values | {"actual_duration": worked, "remaining_duration": rest, "duration": worked + rest}
