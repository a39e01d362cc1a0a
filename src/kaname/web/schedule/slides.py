"""A plan's Gantt chart as PowerPoint: what the chart shows now, in shapes that people edit."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from kaname.domains.core.instants import TICKS_A_DAY, finish_date_of, moment_of, ticks_of_date
from kaname.domains.core.names import reads_english, spoken
from kaname.domains.core.queries import today
from kaname.domains.project.models import Project
from kaname.domains.schedule.bridge.gantt import Columns, columns_of
from kaname.domains.schedule.bridge.state import PlanState
from kaname.domains.schedule.enums import ActivityKind
from kaname.exchange.reports.gantt_slides import MOST, GanttPicture, GanttRow, write
from kaname.web.templatetags.marks import short_date


def slides(
    state: PlanState, project: Project, *, folded: Collection[int], baseline: int | None, as_of: date | None
) -> bytes:
    """Return the .pptx of a plan: the rows that are not under a ``folded`` one, at most those that slides hold."""
    columns = columns_of(state, baseline=baseline)
    shown = shown_rows(columns, folded)
    status = state.plan.status_date if as_of is None else ticks_of_date(as_of) + TICKS_A_DAY
    name = f"{project.code} {spoken(project)}"
    picture = GanttPicture(
        title=_("%(name)s: Gantt chart") % {"name": name},
        heads=(_("Activity"), _("Start"), _("Finish")),
        rows=[_row(columns, n, status) for n in shown[:MOST]],
        status=status,
        legend=_legend(columns),
        foot=_foot(len(shown), as_of),
        day=as_of or today(),
        english=reads_english(),
    )
    return write(picture)


def shown_rows(columns: Columns, folded: Collection[int]) -> list[int]:
    """Return the rows that are not under a folded one, in order."""
    found, under = [], 0  # the level of the folded row that hides what is deeper; 0: none
    for n, (pk, level) in enumerate(zip(columns["id"], columns["level"], strict=True)):
        if under and level > under:
            continue
        found.append(n)
        under = level if pk in folded else 0
    return found


def _row(columns: Columns, n: int, status: int | None) -> GanttRow:
    start, finish = columns["start"][n], columns["finish"][n]
    promised = columns["baseline_start"][n], columns["baseline_finish"][n]
    said = "" if start is None else short_date(moment_of(start).date())
    until = "" if finish is None else short_date(finish_date_of(finish))
    return GanttRow(
        said=(columns["name"][n], said, until),
        level=columns["level"][n],
        kind=columns["kind"][n],
        start=start,
        finish=finish,
        baseline=None if None in promised else promised,
        percent=columns["percent"][n],
        critical=bool(columns["critical"][n]) and columns["actual_finish"][n] is None,
        reached=_reached(columns, n, status),
    )


def _reached(columns: Columns, n: int, status: int | None) -> int | None:
    """Return the corner of the 稲妻線: the instant that a row's progress has reached; as the chart in the browser."""
    start: int | None = columns["start"][n]
    finish: int | None = columns["finish"][n]
    percent: float = columns["percent"][n]
    passed_by = columns["kind"][n] == ActivityKind.SUMMARY or not columns["active"][n]
    if status is None or passed_by or start is None or finish is None:
        return None
    if (percent <= 0 and start >= status) or (percent >= 100 and finish <= status):
        return status
    return start + round((finish - start) * percent / 100)


def _legend(columns: Columns) -> dict[str, str]:
    words: dict[str, Any] = {"done": _("done"), "plan": _("to do"), "critical": _("critical path")}
    if any(b is not None for b in columns["baseline_finish"]):
        words["baseline"] = _("baseline")
    return words | {"line": _("progress line")}


def _foot(rows: int, as_of: date | None) -> str:
    said = [_("As of %(day)s") % {"day": short_date(as_of or today())}]
    if rows > MOST:
        said.append(
            _("the first %(shown)s of %(all)s rows: fold rows to see the others") % {"shown": MOST, "all": rows}
        )
    return " · ".join(said)
