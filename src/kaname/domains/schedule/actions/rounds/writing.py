"""The lines of one report written to a plan: all of them or none, one new version, one event, a record of each line."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError

from kaname.domains.people.models import Person
from kaname.domains.schedule.actions.edits.applying import keep, locked
from kaname.domains.schedule.actions.edits.draft import Draft
from kaname.domains.schedule.actions.edits.outcome import Refused
from kaname.domains.schedule.actions.edits.writing import numbering
from kaname.domains.schedule.actions.measurement import methods_of
from kaname.domains.schedule.actions.rounds.lines import Measured, Told, measured, method_of
from kaname.domains.schedule.bridge.state import PlanState, state_of
from kaname.domains.schedule.enums import ReportWay
from kaname.domains.schedule.models import Measurement, Plan, ProgressRecord, ReportingRound
from kaname.domains.schedule.queries.round_times import moment


@dataclass(frozen=True, slots=True)
class Sheet:
    """Whose report it is, of which plan in which round, and how it came in."""

    round: ReportingRound
    plan: Plan
    person: Person | None
    way: ReportWay
    late: bool = False
    correction: bool = False
    reason: str = ""


def write(sheet: Sheet, lines: Sequence[Told], by: Any) -> list[ProgressRecord]:
    """Write lines that say something; must be called in a transaction. Raises ValidationError by ``uid-field``."""
    plan = locked(sheet.plan)
    state = state_of(plan)
    draft = Draft(state, numbering())
    by_uid = {state.activities[pk]["uid"]: pk for pk in state.order}
    chosen = methods_of(plan, [told.uid for told in lines])
    found: list[tuple[Told, Measured]] = []
    wrong: dict[str, Any] = {}
    for told in lines:
        try:
            line = measured(draft, by_uid[told.uid], told, chosen.get(told.uid), sheet.round.as_of)
        except ValidationError as refused:
            wrong |= {f"{told.uid}-{name}": errors for name, errors in refused.error_dict.items()}
            continue
        found.append((told, line))
        draft.put("activity", by_uid[told.uid], **line.values)
    if wrong:
        raise ValidationError(wrong)
    records = [_record(sheet, state, by_uid, told, line, by) for told, line in found]
    ProgressRecord.objects.bulk_create(records)
    _remember(chosen, [line for _told, line in found])
    if draft.changes:
        try:
            keep(draft, by, verb="progress.correct" if sheet.correction else "progress.report", reason=sheet.reason)
        except Refused as refused:
            raise ValidationError([each.sentence for each in refused.refusals]) from None
    return records


def hold_over(sheet: Sheet, uids: Sequence[str], by: Any) -> list[ProgressRecord]:
    """Record that nothing changed: the last values stand; the plan is left alone."""
    state = state_of(sheet.plan)
    by_uid = {state.activities[pk]["uid"]: pk for pk in state.order}
    chosen = methods_of(sheet.plan, uids)
    records = []
    for uid in (uid for uid in uids if uid in by_uid):
        row, kept = state.activities[by_uid[uid]], chosen.get(uid)
        percent = row["percent_complete"] or 0.0
        method = method_of(row["kind"], kept)
        inputs = (kept.reported if kept else None) or {"percent": percent}
        line = Measured(uid, method, inputs, percent, row["remaining_duration"])
        records.append(_record(sheet, state, by_uid, Told(uid), line, by, unchanged=True))
    ProgressRecord.objects.bulk_create(records)
    return records


def _record(
    sheet: Sheet,
    state: PlanState,
    by_uid: dict[str, int],
    told: Told,
    line: Measured,
    by: Any,
    unchanged: bool = False,
) -> ProgressRecord:
    before = state.activities[by_uid[told.uid]]
    return ProgressRecord(
        round=sheet.round,
        plan=sheet.plan,
        uid=told.uid,
        name=before["name"],
        person=sheet.person,
        method=line.method,
        inputs=line.inputs,
        percent_before=before["percent_complete"],
        percent=line.percent,
        remaining=line.remaining,
        note=told.note,
        way=sheet.way,
        late=sheet.late,
        unchanged=unchanged,
        correction=sheet.correction,
        reason=sheet.reason,
        reported_at=moment(),
        reported_by=by,
    )


def _remember(chosen: dict[str, Measurement], lines: Sequence[Measured]) -> None:
    """Keep what was told in the method's terms, so that the next report begins with it."""
    rows = []
    for line in lines:
        if line.uid in chosen:
            chosen[line.uid].reported = line.inputs
            rows.append(chosen[line.uid])
    Measurement.objects.bulk_update(rows, ["reported"])
