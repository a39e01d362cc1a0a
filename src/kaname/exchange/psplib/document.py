"""A levelling problem as a plan document, so that benchmark files can be shown, scheduled and simulated."""

from datetime import datetime, timedelta

from kaname.engine.diagnostics import info
from kaname.exchange.document import (
    Activity,
    ActivityKind,
    Assignment,
    Calendar,
    PlanDocument,
    Project,
    Relation,
    RelationKind,
    Resource,
)
from kaname.exchange.psplib.case import Case

EPOCH = datetime(2000, 1, 3)  # a Monday; these files have no dates
_KINDS = (RelationKind.FS, RelationKind.SS, RelationKind.FF, RelationKind.SF)


def document_of(case: Case) -> PlanDocument:
    """Return the plan: the first mode of each activity, one unit of time as one minute round the clock."""
    problem, left_out = case.problem, {}
    if problem.multi_mode:
        left_out["modes after the first"] = len(problem.duration) - problem.n
    project = Project(
        id=case.name, name=case.name, start=EPOCH, calendar_id="1", minutes_per_day=1440, minutes_per_week=10080
    )
    project.default_start_minute, project.default_finish_minute = 0, 1440
    projects = [Project(id=p, name=p, start=EPOCH, calendar_id="1") for p in problem.project_ids]
    notes = list(case.diagnostics) + (
        [info("psplib-first-mode", case.name, count=left_out["modes after the first"])] if left_out else []
    )
    return PlanDocument(
        format="psplib",
        project=project,
        projects=projects if len(projects) > 1 else [],
        calendars=[Calendar("1", "24 h", (((0, 1440),),) * 7, minutes_per_day=1440, always_working=True)],
        activities=[_activity(case, i) for i in range(problem.n)],
        relations=_relations(case),
        resources=[
            Resource(r, r, "work" if problem.renewable[k] else "material", float(problem.capacity[k]))
            for k, r in enumerate(problem.resource_ids)
        ],
        assignments=_assignments(case),
        diagnostics=notes,
        left_out=left_out,
        source=case.name,
    )


def _activity(case: Case, i: int) -> Activity:
    problem = case.problem
    duration = float(problem.duration[problem.mode_first[i]])
    made = Activity(
        id=problem.ids[i],
        name=case.names[i] if case.names else problem.ids[i],
        number=i + 1,
        kind=ActivityKind.TASK if duration else ActivityKind.MILESTONE,
        duration=duration,
        project_id=problem.project_ids[problem.project[i]] if len(problem.project_ids) > 1 else None,
    )
    if problem.release[i] > 0:
        made.constraint_date = EPOCH + timedelta(minutes=int(problem.release[i]))
        made.constraint = type(made.constraint).SNET
    return made


def _relations(case: Case) -> list[Relation]:
    problem = case.problem
    rows = zip(problem.pred, problem.succ, problem.kind, problem.lag, strict=True)
    return [Relation(problem.ids[i], problem.ids[j], _KINDS[kind], float(lag)) for i, j, kind, lag in rows]


def _assignments(case: Case) -> list[Assignment]:
    problem, found = case.problem, []
    for i, id_ in enumerate(problem.ids):
        first = problem.mode_first[i]
        for k in range(problem.demand_first[first], problem.demand_first[first + 1]):
            resource, amount = problem.resource_ids[problem.demand_resource[k]], float(problem.demand_amount[k])
            found.append(
                Assignment(f"{id_}-{resource}", id_, resource, amount, work=amount * float(problem.duration[first]))
            )
    return found
