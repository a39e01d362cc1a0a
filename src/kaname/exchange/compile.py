"""compile_plan(): a document as a network, and the way back from rows to the file's ids."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import Any

import numpy as np

from kaname.engine.calendars import CONTINUOUS, DayRules, compile_calendars
from kaname.engine.cpm import Schedule, schedule
from kaname.engine.cpm.driving import longest_path
from kaname.engine.cpm.policies import MicrosoftProject, Pmbok, Policy, Primavera, policy_named
from kaname.engine.days import MINUTES_A_DAY, instant_of
from kaname.engine.diagnostics import Diagnostic, ProblemsFound, Severity, error, warning
from kaname.engine.intersection import both
from kaname.engine.network import NONE, Network
from kaname.engine.validate import validate
from kaname.exchange.compile_activities import activity_columns
from kaname.exchange.compile_calendars import rules_of
from kaname.exchange.compile_defaults import default_rules
from kaname.exchange.compile_interruptions import add_interruptions
from kaname.exchange.compile_people import People
from kaname.exchange.compile_relations import relation_columns
from kaname.exchange.document import Activity, PlanDocument, Project

RESOLUTION = 10  # ticks a minute: Microsoft Project keeps tenths
_LONGEST = 366 * 300  # days of horizon
_DATES = (
    "actual_start",
    "actual_finish",
    "constraint_at",
    "constraint2_at",
    "deadline",
    "manual_start",
    "manual_finish",
    "external_start",
    "external_finish",
)


@dataclass(eq=False)
class CompiledPlan:
    """A network, what row i of it is in the document, and what was found on the way."""

    document: PlanDocument
    network: Network
    activities: list[Activity]
    policy: Policy
    diagnostics: list[Diagnostic] = field(default_factory=list)

    @cached_property
    def rows(self) -> dict[str, int]:
        """Return the row of each activity id."""
        return {a.id: i for i, a in enumerate(self.activities)}


@dataclass(eq=False)
class _Calendars:
    """The rules in the order of their rows; row 0 is continuous."""

    rules: list[DayRules] = field(default_factory=list)
    row_by_id: dict[str, int] = field(default_factory=dict)
    pairs: dict[tuple[int, int], int] = field(default_factory=dict)

    def add(self, rules: DayRules) -> int:
        """Return the row of rules; calendars that work the same time share one."""
        for row, known in enumerate(self.rules, start=1):
            if (known.week, known.days, known.ranges) == (rules.week, rules.days, rules.ranges):
                return row
        self.rules.append(rules)
        return len(self.rules)

    def row_of(self, calendar_id: str) -> int:
        return self.row_by_id.get(calendar_id, self.row_by_id.get("", CONTINUOUS))

    def both(self, a: int, b: int) -> int:
        """Return the row of the time common to two rows."""
        if a == b or CONTINUOUS in (a, b):
            return max(a, b)
        key = (min(a, b), max(a, b))
        if key not in self.pairs:
            self.pairs[key] = self.add(both(self.rules[key[0] - 1], self.rules[key[1] - 1]))
        return self.pairs[key]


def default_policy(document: PlanDocument) -> Policy:
    """Return the policy that follows the document's format, with the options that it holds."""
    project = document.project
    limit = round(project.critical_slack_limit * RESOLUTION)
    if document.format in ("mspdi", "mpp", "mpx", "planner"):
        return MicrosoftProject(limit, project.honour_constraints)
    if document.format in ("xer", "pmxml"):
        return Primavera.from_options(project.options, limit)
    return Pmbok(limit)


def policy_for(document: PlanDocument, name: str | None, reschedule: bool = False) -> Policy:
    """Return the policy of a name, or the document's own, with the options that the document holds.

    ``reschedule``: a data date was asked for, so that work which remains moves behind it under every policy.
    """
    own = default_policy(document)
    policy = own if name in (None, own.name) else policy_named(str(name))
    if reschedule and isinstance(policy, MicrosoftProject):
        return replace(policy, reschedule=True)
    return policy


def compile_plan(
    document: PlanDocument,
    policy: Policy | None = None,
    data_date: datetime | None = None,
    keep_actuals: bool = True,
    years: int = 3,
) -> CompiledPlan:
    """Return the network of a plan. Stored dates are not looked at, only what people typed and what happened.

    ``data_date`` replaces the file's; without ``keep_actuals`` everything is scheduled as if nothing had begun.
    ``years``: how far beyond the plan's last date and longest chain the calendars are laid out at first.
    Raises ProblemsFound where no network can be made. O(activities + relations + calendars x days).
    """
    problems: list[Diagnostic] = []
    calendars = _calendars_of(document, problems)
    projects = document.projects or [document.project]
    start = _starts(document, projects, problems)
    people = People(document, calendars.row_of, calendars.both)
    columns = activity_columns(document, projects, people, calendars.row_of, keep_actuals, RESOLUTION)
    relations = relation_columns(document, columns, RESOLUTION)
    if any(p.severity is Severity.ERROR for p in problems):
        raise ProblemsFound(problems)
    work = min(columns.minutes / 200, 366 * years)  # a day of work is rarely under 200 minutes
    first, last = _horizon(columns.values, projects, start, work)
    tables = compile_calendars(calendars.rules, first - 800, last + 366 * years, RESOLUTION)
    add_interruptions(columns, document, tables)
    network = Network.from_arrays(
        columns.values.pop("duration"),
        *relations.links,
        lag_calendar=relations.lag_calendar,
        **columns.values,
        project_start=[instant_of(s, RESOLUTION) for s in start],
        data_date=_data_dates(projects, data_date),
        finish_by=_finish_by(projects),
        from_finish=document.project.schedule_from_finish,
        tables=tables,
        ids=tuple(a.id for a in columns.activities),
    )
    problems += validate(network)
    if any(p.severity is Severity.ERROR for p in problems):
        raise ProblemsFound(problems)
    return CompiledPlan(document, network, columns.activities, policy or default_policy(document), problems)


def schedule_plan(
    document: PlanDocument, policy: Policy | None = None, **options: Any
) -> tuple[CompiledPlan, Schedule]:
    """Return the compiled plan and its schedule, on calendars long enough to hold it."""
    years = 3
    while True:
        compiled = compile_plan(document, policy, years=years, **options)
        dates = schedule(compiled.network, compiled.policy)
        end = compiled.network.tables.end
        if isinstance(compiled.policy, Primavera) and compiled.policy.longest_path:
            dates = replace(dates, critical=longest_path(dates))
        beyond = max(int(dates.early_finish.max(initial=0)), int(dates.late_finish.max(initial=0))) > end
        if not beyond:
            return compiled, dates
        if years * 366 > _LONGEST:
            raise ProblemsFound([*compiled.diagnostics, error("plan-too-long", document.project.name, years=years)])
        years *= 4


def _calendars_of(document: PlanDocument, problems: list[Diagnostic]) -> _Calendars:
    """Return the document's calendars in rows, its own default under the id ''."""
    made = _Calendars()
    for calendar_id, rules in rules_of(document, problems).items():
        made.row_by_id[calendar_id] = made.add(rules)
    default = made.row_by_id.get(document.project.calendar_id or "")
    if default is None:
        usual = default_rules(document, problems)
        default = CONTINUOUS if usual is None else made.add(usual)
    made.row_by_id[""] = default
    return made


def _starts(document: PlanDocument, projects: list[Project], problems: list[Diagnostic]) -> list[datetime]:
    """Return each project's start; where the file does not say, the first date that it holds."""
    found = []
    for project in projects:
        start = project.start or document.project.start
        if start is None:
            known = [
                d
                for a in document.activities
                for d in (a.actual_start, a.manual_start, a.constraint_date, a.stored.start)
                if d is not None
            ]
            start = min(known, default=project.status_date or datetime(2001, 1, 1, 8))
            problems.append(warning("plan-no-start", project.name or project.id, start=start.isoformat(" ", "minutes")))
        found.append(start)
    return found


def _data_dates(projects: list[Project], given: datetime | None) -> np.ndarray[Any, Any] | None:
    dates = [given or p.status_date for p in projects]
    if not any(dates):
        return None
    return np.array([NONE if d is None else instant_of(d, RESOLUTION) for d in dates], np.int64)


def _finish_by(projects: list[Project]) -> np.ndarray[Any, Any] | None:
    """Return what bounds late dates besides the projects' own finish."""
    dates = [p.finish if p.schedule_from_finish else p.must_finish_by for p in projects]
    if not any(dates):
        return None
    return np.array([NONE if d is None else instant_of(d, RESOLUTION) for d in dates], np.int64)


def _horizon(values: dict[str, Any], projects: list[Project], starts: list[datetime], work: float) -> tuple[int, int]:
    """Return the first and last day of the plan's dates, and of the work from the last of them on."""
    known = [instant_of(s, RESOLUTION) for s in starts]
    known += [instant_of(d, RESOLUTION) for p in projects for d in (p.status_date, p.finish) if d is not None]
    for name in _DATES:
        column = values.get(name)
        if column is not None:
            given = column[column != NONE]
            known += [int(given.min()), int(given.max())]
    day = MINUTES_A_DAY * RESOLUTION
    return min(known) // day, max(known) // day + int(work)
