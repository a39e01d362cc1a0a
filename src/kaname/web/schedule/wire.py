"""What the Gantt island reads and writes, ticks, columns, row positions."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from kaname.domains.control.queries.decisions import blocked_activities
from kaname.domains.core.instants import TICKS_A_DAY, ticks_of_date
from kaname.domains.core.names import spoken
from kaname.domains.project.models import Project
from kaname.domains.project.queries import schedules_seen_by
from kaname.domains.schedule.actions.edits import Conflicted, Outcome, Refused, in_waiting
from kaname.domains.schedule.bridge.days import calendars_of
from kaname.domains.schedule.bridge.frozen import state_at, turned_back
from kaname.domains.schedule.bridge.gantt import columns_of, plan_of, relations_of
from kaname.domains.schedule.bridge.state import PlanState
from kaname.domains.schedule.models import Baseline, Plan, ProgressDate
from kaname.domains.schedule.phrases import problem_sentence
from kaname.engine.diagnostics import Severity

_LINES = 12  # report dates drawn at once
_PROBLEMS = 20


def data_of(
    state: PlanState,
    project: Project,
    *,
    by: Any,
    can_edit: bool,
    baseline: int | None = None,
    as_of: date | None = None,
) -> dict[str, Any]:
    """Return everything the chart shows of a plan; projects that the reader may not see are not named."""
    frozen = frozen_at(state.plan, as_of)
    if frozen is not None:
        state = state_at(frozen) or turned_back(state, frozen)
    columns = columns_of(state, baseline=baseline)
    current = state.plan.extras.get("baselines", {}).get("0")
    return {
        "plan": {
            "code": project.code,
            "name": spoken(project),
            "can_edit": can_edit and frozen is None,
            "project_url": f"/projects/{project.code}/",
            "undo": in_waiting(state, by) if can_edit and frozen is None else "",
            **plan_of(state),
        },
        "columns": columns,
        "relations": relations_of(state, set(schedules_seen_by(by).values()), _("another project")),
        "calendars": calendars_of(state),
        "baselines": [
            {"number": b.number, "name": spoken(b), "at": b.created_at.isoformat()}
            for b in _baselines(state.plan, as_of)
        ],
        "baseline": current if baseline is None else baseline,
        "progress_lines": progress_lines(state, as_of),
        "waits": {} if frozen is not None else waits_of(project, by),
    }


def waits_of(project: Project, by: Any) -> dict[int, list[str]]:
    """Return by row's id the codes of the open decisions that it waits for, as far as the reader may read them."""
    return {row: [d.shown_code for d in held] for row, held in blocked_activities(by, project).items()}


def _baselines(plan: Plan, as_of: date | None) -> list[Baseline]:
    """Return the plan's baselines, newest first; as of a day those that there were."""
    found = plan.baselines.all()
    return list(found if as_of is None else found.filter(created_at__date__lte=as_of))


def frozen_at(plan: Plan, as_of: date | None) -> ProgressDate | None:
    """Return the last closed report date up to a day; None for now."""
    if as_of is None:
        return None
    return plan.progress_dates.filter(as_of__lte=as_of).order_by("-as_of").first()


def progress_lines(state: PlanState, as_of: date | None) -> list[dict[str, Any]]:
    """Return the progress lines of earlier report dates, oldest first."""
    dates = state.plan.progress_dates.order_by("-as_of")
    if as_of is not None:
        dates = dates.filter(as_of__lte=as_of)
    uids = [state.activities[pk]["uid"] for pk in state.order]
    return [
        {
            "date": ticks_of_date(frozen.as_of) + TICKS_A_DAY,
            "percent": [then[2] if (then := frozen.rows.get(uid)) is not None else None for uid in uids],
        }
        for frozen in reversed(dates[:_LINES])
    ]


def answer_of(outcome: Outcome, by: Any) -> dict[str, Any]:
    """Return the answer to edits."""
    seen = set(schedules_seen_by(by).values())
    after, found = outcome.after, outcome.consequence
    answer: dict[str, Any] = {
        "version": after.plan.version,
        "kept": outcome.kept,
        "changed": columns_of(after, outcome.changed if not outcome.structural else []),
        "structure": None,
        "temp": outcome.temp,
        "consequence": {
            "finish_before": found.finish_before,
            "finish_after": found.finish_after,
            "moved": found.moved,
            "newly_critical": found.newly_critical,
            "deadlines_missed": found.deadlines_missed,
            "sentence": found.sentence,
            "other_projects": [
                {"code": o.code, "name": o.name, "finish_before": o.finish_before, "finish_after": o.finish_after}
                for o in found.other_projects
                if o.code in seen
            ],
            "overloads": [{"name": o.name, "week": o.week, "load": o.load} for o in found.overloads],
        },
        "problems": problems_of(after),
    }
    if outcome.structural:
        answer["structure"] = {
            "columns": columns_of(after),
            "relations": relations_of(after, seen, _("another project")),
        }
    if outcome.kept:
        answer["undo"] = in_waiting(after, by)
    if outcome.undone:
        answer["undone"] = outcome.undone
    return answer


def problems_of(state: PlanState) -> list[dict[str, str]]:
    """Return what the engine found, in words."""
    found = [d for d in state.answer.problems if d.severity is not Severity.INFO][:_PROBLEMS]
    return [{"severity": str(d.severity), "sentence": problem_sentence(state.document, d)} for d in found]


def conflicts_of(met: Conflicted) -> dict[str, Any]:
    """Return what others changed in the meantime."""
    return {
        "version": met.version,
        "conflicts": [
            {
                "id": c.id,
                "name": c.name,
                "field": c.field,
                "yours": c.yours,
                "theirs": c.theirs,
                "by": c.by,
                "at": c.at.isoformat(),
            }
            for c in met.conflicts
        ],
    }


def errors_of(refused: Refused) -> dict[str, Any]:
    """Return every edit that cannot be, with its reason."""
    return {
        "errors": [{"edit": r.edit, "id": r.id, "field": r.field, "sentence": r.sentence} for r in refused.refusals]
    }
