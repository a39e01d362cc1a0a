"""Setting one field of an activity, as Microsoft Project's users know it: what else follows from it."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from kaname.domains.core.instants import TICKS_A_DAY
from kaname.domains.core.names import reads_english
from kaname.domains.schedule.actions.edits import people
from kaname.domains.schedule.actions.edits.draft import Draft
from kaname.domains.schedule.actions.edits.reading import Impossible, instant, text, whole, yes
from kaname.domains.schedule.actions.edits.working_time import duration_between
from kaname.domains.schedule.bridge.measuring import can_give
from kaname.domains.schedule.enums import ActivityKind, ConstraintKind
from kaname.domains.schedule.models import Measurement
from kaname.domains.schedule.models.activity import english_of

LONGEST = 10 * 1440 * 3660  # ticks: ten years
_ON_SUMMARIES = ("name", "notes", "deadline", "calendar", "active", "resources", "wbs")
_MILESTONES = (ActivityKind.MILESTONE, ActivityKind.FINISH_MILESTONE)


def set_field(draft: Draft, pk: int, field: str, value: Any) -> None:
    """Set a field and what follows from it. Raises Impossible with the reason."""
    way = FIELDS.get(field)
    if way is None:
        raise Impossible(_("There is no such field."))
    if draft.is_summary(pk) and field not in _ON_SUMMARIES:
        raise Impossible(_("A summary follows the activities under it. Change those."))
    way(draft, pk, value)


def _name(draft: Draft, pk: int, value: Any) -> None:
    name = text(value, 500)
    if not name.strip():
        raise Impossible(_("A name is needed."))
    row = draft.activity(pk)
    if reads_english() and english_of(row["extras"]):  # who reads the English twin changes the one they read
        fields = {**row["extras"]["fields"], "name_en": name}
        draft.put("activity", pk, extras={**row["extras"], "fields": fields})
        return
    draft.put("activity", pk, name=name)


def _notes(draft: Draft, pk: int, value: Any) -> None:
    draft.put("activity", pk, notes=text(value, 100_000))


def _wbs(draft: Draft, pk: int, value: Any) -> None:
    draft.put("activity", pk, wbs=text(value, 100))


def _duration(draft: Draft, pk: int, value: Any) -> None:
    ticks = whole(value)
    if ticks < 0:
        raise Impossible(_("A duration cannot be negative."))
    if ticks > LONGEST:
        raise Impossible(_("A duration of more than ten years cannot be meant."))
    set_duration(draft, pk, ticks)


def set_duration(draft: Draft, pk: int, ticks: int) -> None:
    """Set a duration; what is done stays done, people work as much longer."""
    row = draft.activity(pk)
    before = row["duration"] or 0
    values: dict[str, Any] = {"duration": ticks, "extras": without(row["extras"], "estimated")}
    if ticks == 0 and row["kind"] == ActivityKind.TASK:
        values["kind"] = ActivityKind.MILESTONE
    elif ticks and row["kind"] in _MILESTONES:
        values["kind"] = ActivityKind.TASK
    if row["actual_start"] is not None and row["actual_finish"] is None:
        done = row["actual_duration"] or round(before * (row["percent_complete"] or 0) / 100)
        values["remaining_duration"] = max(ticks - done, 0)
        values["actual_duration"] = min(done, ticks)
        values["percent_complete"] = round(100 * min(done, ticks) / ticks, 1) if ticks else 100.0
    elif row["remaining_duration"] is not None and row["actual_finish"] is None:
        values["remaining_duration"] = ticks
    if row["manual"]:
        values["manual_finish"] = None
    draft.put("activity", pk, **values)
    people.stretch(draft, pk, before, ticks)


def _start(draft: Draft, pk: int, value: Any) -> None:
    at = instant(value)
    row = draft.activity(pk)
    if row["actual_finish"] is not None and at > row["actual_finish"]:
        raise Impossible(_("It cannot begin after it was finished."))
    if row["actual_start"] is not None:
        draft.put("activity", pk, actual_start=at)
    elif row["manual"]:
        draft.put("activity", pk, manual_start=at, manual_finish=None)
    else:
        draft.put("activity", pk, constraint=ConstraintKind.SNET, constraint_date=at)
    people.unpin(draft, pk)


def _finish(draft: Draft, pk: int, value: Any) -> None:
    at = instant(value)
    row = draft.activity(pk)
    start = row["actual_start"] or (row["manual_start"] if row["manual"] else None)
    if start is None:
        start = draft.state.computed(pk, "start") if pk in draft.state.activities else None
    if start is None or at < start:
        raise Impossible(_("It cannot finish before it begins."))
    if row["actual_finish"] is not None:
        draft.put("activity", pk, actual_finish=at)
        return
    set_duration(draft, pk, duration_between(draft, pk, start, at))
    if row["manual"]:
        draft.put("activity", pk, manual_finish=at)


def _constraint(draft: Draft, pk: int, value: Any) -> None:
    if value not in ConstraintKind.values:
        raise Impossible(_("There is no such constraint."))
    kind = ConstraintKind(value)
    date = draft.activity(pk)["constraint_date"]
    if kind in (ConstraintKind.ASAP, ConstraintKind.ALAP):
        date = None
    elif date is None and pk in draft.state.activities:
        date = draft.state.computed(pk, "finish" if kind.value.startswith("F") or "FINISH" in kind.value else "start")
    if kind not in (ConstraintKind.ASAP, ConstraintKind.ALAP) and date is None:
        raise Impossible(_("This constraint needs a date."))
    draft.put("activity", pk, constraint=kind.value, constraint_date=date)


def _constraint_date(draft: Draft, pk: int, value: Any) -> None:
    if value is None:
        draft.put("activity", pk, constraint=ConstraintKind.ASAP.value, constraint_date=None)
        return
    kind = draft.activity(pk)["constraint"]
    free = kind in (ConstraintKind.ASAP, ConstraintKind.ALAP)
    draft.put("activity", pk, constraint="SNET" if free else kind, constraint_date=instant(value))


def _deadline(draft: Draft, pk: int, value: Any) -> None:
    draft.put("activity", pk, deadline=None if value is None else instant(value))


def _percent(draft: Draft, pk: int, value: Any) -> None:
    percent = float(whole(value)) if not isinstance(value, float) else value
    if not 0 <= percent <= 100:
        raise Impossible(_("Progress is between 0 and 100 percent."))
    _measured(draft, pk, percent)
    row = draft.activity(pk)
    duration = row["duration"] or 0
    done = round(duration * percent / 100)
    values: dict[str, Any] = {
        "percent_complete": percent,
        "actual_duration": done,
        "remaining_duration": duration - done,
        "extras": without(row["extras"], "stop", "resume", "percent_work_complete"),
        "actual_finish": None,
    }
    if percent == 0:
        values["actual_start"] = None
    elif row["actual_start"] is None:
        values["actual_start"] = _known(draft, pk, "start")
    if percent == 100:
        values["actual_finish"] = row["actual_finish"] or _known(draft, pk, "finish")
    draft.put("activity", pk, **values)


def _measured(draft: Draft, pk: int, percent: float) -> None:
    """Refuse a percent that the activity's measurement method cannot give."""
    if draft.measurements is None:
        draft.measurements = {m.uid: m for m in Measurement.objects.filter(plan=draft.state.plan.pk)}
    chosen = draft.measurements.get(draft.activity(pk)["uid"])
    if chosen is not None and not can_give(chosen.method, percent, chosen.steps, chosen.planned):
        values = {"method": chosen.get_method_display(), "percent": f"{percent:g}"}
        raise Impossible(_("Measured by “%(method)s”, this activity cannot stand at %(percent)s %%.") % values)


def _actual_start(draft: Draft, pk: int, value: Any) -> None:
    if value is None:
        _percent(draft, pk, 0)
        return
    at, row = instant(value), draft.activity(pk)
    if row["actual_finish"] is not None and at > row["actual_finish"]:
        raise Impossible(_("It cannot begin after it was finished."))
    _not_in_the_future(draft, at)
    values: dict[str, Any] = {"actual_start": at}
    if row["percent_complete"] is None:
        values["percent_complete"] = 0.0
    if row["remaining_duration"] is None:
        values["remaining_duration"] = row["duration"]
    draft.put("activity", pk, **values)


def _actual_finish(draft: Draft, pk: int, value: Any) -> None:
    row = draft.activity(pk)
    if value is None:
        draft.put(
            "activity",
            pk,
            actual_finish=None,
            percent_complete=0.0,
            actual_duration=0,
            remaining_duration=row["duration"],
        )
        return
    at = instant(value)
    start = row["actual_start"]
    if start is None:
        known = _known(draft, pk, "start")
        start = min(known, at)
    if at < start:
        raise Impossible(_("It cannot finish before it begins."))
    _not_in_the_future(draft, at)
    draft.put(
        "activity",
        pk,
        actual_start=start,
        actual_finish=at,
        percent_complete=100.0,
        remaining_duration=0,
        actual_duration=row["duration"],
        extras=without(row["extras"], "stop", "resume"),
    )


def _not_in_the_future(draft: Draft, at: int) -> None:
    """Refuse what cannot have happened yet: a day is let go, people close their evening before midnight."""
    from kaname.domains.core.instants import ticks_of_date
    from kaname.domains.core.queries import today

    latest = max(ticks_of_date(today()), draft.state.plan.status_date or 0) + 2 * TICKS_A_DAY
    if at >= latest:
        raise Impossible(_("An actual date cannot lie in the future."))


def _known(draft: Draft, pk: int, column: str) -> int:
    found = draft.state.computed(pk, column) if pk in draft.state.activities else None
    if found is None:
        raise Impossible(_("The activity has no dates yet. Give its actual dates."))
    return int(found)


def _calendar(draft: Draft, pk: int, value: Any) -> None:
    if value is None or value == 0:
        draft.put("activity", pk, calendar_id=None)
        return
    rows = draft.state.ids.selectable
    index = whole(value)
    if not 0 < index <= len(rows):
        raise Impossible(_("There is no such calendar."))
    draft.put("activity", pk, calendar_id=rows[index - 1])


def _manual(draft: Draft, pk: int, value: Any) -> None:
    manual = yes(value)
    values: dict[str, Any] = {"manual": manual}
    if manual and pk in draft.state.activities:
        values["manual_start"] = draft.state.computed(pk, "start")
        values["manual_finish"] = draft.state.computed(pk, "finish")
    draft.put("activity", pk, **values)


def _active(draft: Draft, pk: int, value: Any) -> None:
    for row in draft.subtree(pk) if draft.is_summary(pk) else [pk]:
        draft.put("activity", row, active=yes(value))


def _kind(draft: Draft, pk: int, value: Any) -> None:
    if value not in ActivityKind.values or value == ActivityKind.SUMMARY:
        raise Impossible(_("There is no such kind of row."))
    draft.put("activity", pk, kind=value)
    if value in _MILESTONES:
        draft.put("activity", pk, duration=0, remaining_duration=None)


def _elapsed(draft: Draft, pk: int, value: Any) -> None:
    draft.put("activity", pk, elapsed=yes(value))


def without(extras: dict[str, Any], *names: str) -> dict[str, Any]:
    """Return extras without some entries."""
    return {k: v for k, v in extras.items() if k not in names} if any(n in extras for n in names) else extras


FIELDS: dict[str, Callable[[Draft, int, Any], None]] = {
    "name": _name,
    "notes": _notes,
    "wbs": _wbs,
    "duration": _duration,
    "start": _start,
    "finish": _finish,
    "constraint": _constraint,
    "constraint_date": _constraint_date,
    "deadline": _deadline,
    "percent": _percent,
    "actual_start": _actual_start,
    "actual_finish": _actual_finish,
    "calendar": _calendar,
    "manual": _manual,
    "active": _active,
    "kind": _kind,
    "elapsed": _elapsed,
    "resources": people.set_resources,
}
