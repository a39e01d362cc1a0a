"""PlanDocument: what any format reads into and writes from. Plain data, as the file says it; nothing computed.

Units: instants are naive local :class:`~datetime.datetime` to the second; durations, lags, work and slack are minutes
(``float``: Microsoft Project keeps tenths of a minute); units of people are fractions (1.0 = one person full time);
percents are 0..100; money is a float in the plan's currency. ``None`` always means "the file does not say".
Ids are strings, the file's own (MSPDI UID, XER task_id), unique within their kind.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from kaname.engine.diagnostics import Diagnostic


class ActivityKind(StrEnum):
    """What a row of a plan is."""

    TASK = "task"
    MILESTONE = "milestone"
    FINISH_MILESTONE = "finish_milestone"
    SUMMARY = "summary"
    LEVEL_OF_EFFORT = "level_of_effort"  # hammock: spans from its predecessors' start to its successors' finish
    RESOURCE_DEPENDENT = "resource_dependent"  # scheduled on its resources' calendars (P6)


class RelationKind(StrEnum):
    """The four relation types."""

    FS = "FS"
    SS = "SS"
    FF = "FF"
    SF = "SF"


class LagKind(StrEnum):
    """How a lag is counted: working time, elapsed time, percent of the predecessor's duration (working or elapsed)."""

    WORKING = "working"
    ELAPSED = "elapsed"
    PERCENT = "percent"
    ELAPSED_PERCENT = "elapsed_percent"


class Constraint(StrEnum):
    """The eight date constraints, and Primavera's two hard ones and its expected finish."""

    ASAP = "ASAP"
    ALAP = "ALAP"
    SNET = "SNET"  # start no earlier than
    SNLT = "SNLT"  # start no later than
    FNET = "FNET"
    FNLT = "FNLT"
    MSO = "MSO"  # must start on
    MFO = "MFO"
    MANDATORY_START = "MANDATORY_START"  # P6: breaks the logic
    MANDATORY_FINISH = "MANDATORY_FINISH"
    START_ON = "START_ON"  # P6 "start on": SNET and SNLT at once
    FINISH_ON = "FINISH_ON"
    EXPECTED_FINISH = "EXPECTED_FINISH"


Shifts = tuple[tuple[int, int], ...]
"""Working intervals of one day in minutes after midnight, ordered, not overlapping: ((480, 720), (780, 1020)).
The end may be 1440; a shift over midnight is two days' intervals."""


@dataclass(slots=True)
class Recurrence:
    """When an exception repeats, as Microsoft Project says it. Dates are expanded by the compiler."""

    kind: str  # daily | weekly | monthly_day | monthly_nth | yearly_day | yearly_nth
    every: int = 1  # every n days, weeks, months or years
    weekdays: tuple[int, ...] = ()  # Monday = 0
    day: int = 0  # day of the month
    nth: int = 0  # 1..4, 5 = last
    nth_weekday: int = -1  # 0..6 Monday.., 7 = any day, 8 = working weekday, 9 = weekend day
    month: int = 0  # 1..12, for the yearly kinds
    occurrences: int | None = None
    workdays_only: bool = False  # "daily, workdays"


@dataclass(slots=True)
class CalendarException:
    """Days that differ from the week's pattern. No shifts: a day off."""

    first: date
    last: date
    shifts: Shifts = ()
    name: str = ""
    recurrence: Recurrence | None = None  # None: each day of first..last


@dataclass(slots=True)
class WorkWeek:
    """A week's pattern for a range of dates (Project's "work weeks"); None in a day: as the base calendar."""

    first: date
    last: date
    week: tuple[Shifts | None, ...]  # Monday first, 7 of them
    name: str = ""


@dataclass(slots=True)
class Calendar:
    """A calendar as the file gives it; ``week`` entries of None are inherited from the base calendar."""

    id: str
    name: str
    week: tuple[Shifts | None, ...]  # Monday first, 7 of them
    base_id: str | None = None
    exceptions: list[CalendarException] = field(default_factory=list)
    work_weeks: list[WorkWeek] = field(default_factory=list)
    minutes_per_day: float | None = None  # for showing durations in days
    always_working: bool = False  # 24 hours, seven days


@dataclass(slots=True)
class Baseline:
    """Dates and amounts frozen at some time; number 0 is the current one."""

    number: int
    start: datetime | None = None
    finish: datetime | None = None
    duration: float | None = None
    work: float | None = None
    cost: float | None = None


@dataclass(slots=True)
class StoredSchedule:
    """What the other tool computed and stored: for comparison only, never an input to a computation."""

    start: datetime | None = None
    finish: datetime | None = None
    early_start: datetime | None = None
    early_finish: datetime | None = None
    late_start: datetime | None = None
    late_finish: datetime | None = None
    total_slack: float | None = None
    free_slack: float | None = None
    start_slack: float | None = None
    finish_slack: float | None = None
    critical: bool | None = None


@dataclass(slots=True)
class Distribution:
    """Uncertainty of a duration: kind and its parameters in minutes.

    triangular/pert (low, mode, high), uniform (low, high), normal/lognormal (mean, deviation),
    discrete (value, weight, value, weight, ...), percentiles (p, value, p, value, ...; p in 0..100).
    """

    kind: str
    parameters: tuple[float, ...]


@dataclass(slots=True)
class Activity:
    """One row of the plan."""

    id: str
    name: str = ""
    number: int | None = None  # the row number people see
    wbs: str = ""
    outline_level: int = 1
    parent_id: str | None = None
    kind: ActivityKind = ActivityKind.TASK
    active: bool = True
    manual: bool = False  # manually scheduled: keeps its typed dates
    project_id: str | None = None  # for files that hold several projects

    duration: float | None = None  # total, working minutes unless `elapsed`
    elapsed: bool = False
    remaining_duration: float | None = None
    actual_duration: float | None = None
    estimated: bool = False
    calendar_id: str | None = None
    ignore_resource_calendar: bool = False
    task_type: str | None = None  # fixed_units | fixed_duration | fixed_work
    effort_driven: bool | None = None

    constraint: Constraint = Constraint.ASAP
    constraint_date: datetime | None = None
    constraint2: Constraint | None = None  # P6's second constraint
    constraint2_date: datetime | None = None
    deadline: datetime | None = None
    level_delay: float = 0.0  # minutes, elapsed when `level_delay_elapsed`
    level_delay_elapsed: bool = True
    splits: list[tuple[datetime, datetime]] = field(default_factory=list)  # interruptions: no work between the two

    percent_complete: float | None = None  # of duration
    percent_work_complete: float | None = None
    physical_percent_complete: float | None = None
    actual_start: datetime | None = None
    actual_finish: datetime | None = None
    stop: datetime | None = None  # where the done part of a split or progressed activity ends
    resume: datetime | None = None  # where the rest goes on
    manual_start: datetime | None = None  # typed dates of a manually scheduled row
    manual_finish: datetime | None = None
    external_early_start: datetime | None = None  # P6: dates imposed by a relation to a project outside the file
    external_late_finish: datetime | None = None

    priority: int = 500  # 0..1000, larger is kept first
    work: float | None = None
    actual_work: float | None = None
    remaining_work: float | None = None
    cost: float | None = None
    actual_cost: float | None = None
    remaining_cost: float | None = None
    fixed_cost: float | None = None
    evm_method: str | None = None  # percent_complete | physical
    planned_value: float | None = None  # stored BCWS
    earned_value: float | None = None  # stored BCWP
    baselines: dict[int, Baseline] = field(default_factory=dict)
    distribution: Distribution | None = None
    stored: StoredSchedule = field(default_factory=StoredSchedule)
    notes: str = ""
    fields: dict[str, object] = field(default_factory=dict)  # custom fields by their visible name
    source: str = ""  # where in the file: "line 120", "WBS!A12"


@dataclass(slots=True)
class Relation:
    """A dependency between two activities."""

    predecessor_id: str
    successor_id: str
    kind: RelationKind = RelationKind.FS
    lag: float = 0.0  # minutes, or percent for the percent kinds
    lag_kind: LagKind = LagKind.WORKING
    external: bool = False  # to an activity of another file or project


@dataclass(slots=True)
class Resource:
    """A person, role, machine or material."""

    id: str
    name: str = ""
    kind: str = "work"  # work | material | cost
    max_units: float = 1.0
    availability: list[tuple[datetime | None, datetime | None, float]] = field(default_factory=list)
    calendar_id: str | None = None
    standard_rate: float | None = None  # money an hour
    overtime_rate: float | None = None
    cost_per_use: float | None = None
    email: str = ""
    group: str = ""
    fields: dict[str, object] = field(default_factory=dict)


@dataclass(slots=True)
class TimephasedAmount:
    """An amount spread evenly over an interval."""

    start: datetime
    finish: datetime
    value: float  # minutes of work or money
    kind: str  # work | actual_work | overtime | baseline_work | cost | actual_cost | baseline_cost


@dataclass(slots=True)
class Assignment:
    """A resource on an activity."""

    id: str
    activity_id: str
    resource_id: str | None = None  # None: unassigned work
    units: float = 1.0
    work: float | None = None
    actual_work: float | None = None
    remaining_work: float | None = None
    cost: float | None = None
    actual_cost: float | None = None
    start: datetime | None = None
    finish: datetime | None = None
    delay: float = 0.0
    level_delay: float = 0.0
    contour: str | None = None
    timephased: list[TimephasedAmount] = field(default_factory=list)
    fields: dict[str, object] = field(default_factory=dict)


@dataclass(slots=True)
class TrackedActivity:
    """An activity's progress at one status date."""

    activity_id: str
    actual_start: datetime | None = None
    actual_duration: float | None = None
    remaining_duration: float | None = None
    percent_complete: float | None = None
    actual_cost: float | None = None
    remaining_cost: float | None = None
    planned_value: float | None = None
    earned_value: float | None = None
    fields: dict[str, object] = field(default_factory=dict)


@dataclass(slots=True)
class TrackingPeriod:
    """One reporting round of a plan with history."""

    name: str
    status_date: datetime
    start: datetime | None = None
    rows: list[TrackedActivity] = field(default_factory=list)


@dataclass(slots=True)
class RiskEffect:
    """What a risk does to one activity if it happens: a distribution of minutes added, or a factor on its duration."""

    activity_id: str
    delay: Distribution | None = None  # minutes added
    factor: Distribution | None = None  # multiplies the remaining duration
    cost: Distribution | None = None  # money added


@dataclass(slots=True)
class Risk:
    """A risk driver: happens with a probability and touches any number of activities."""

    id: str
    name: str = ""
    probability: float = 0.0  # 0..1
    effects: list[RiskEffect] = field(default_factory=list)
    parallel: bool = (
        False  # several risks on one activity: their delays add up in series, the largest counts in parallel
    )
    mitigated_probability: float | None = None
    mitigated_effects: list[RiskEffect] | None = None
    fields: dict[str, object] = field(default_factory=dict)


@dataclass(slots=True)
class Project:
    """The head of a plan."""

    id: str = ""
    name: str = ""
    start: datetime | None = None
    finish: datetime | None = None  # as stored by the other tool
    must_finish_by: datetime | None = None
    status_date: datetime | None = None  # data date
    current_date: datetime | None = None
    schedule_from_finish: bool = False
    calendar_id: str | None = None
    minutes_per_day: float = 480.0
    minutes_per_week: float = 2400.0
    days_per_month: float = 20.0
    default_start_minute: int = 480  # of the day
    default_finish_minute: int = 1020
    critical_slack_limit: float = 0.0  # minutes
    multiple_critical_paths: bool = False
    honour_constraints: bool = True  # Project's "tasks will always honor their constraint dates"
    currency: str = ""
    manager: str = ""
    company: str = ""
    options: dict[str, object] = field(default_factory=dict)  # P6 schedule options and the like, by the format's names


@dataclass(slots=True)
class PlanDocument:
    """A whole plan, as one file holds it."""

    format: str  # mspdi | xer | p2x | psplib | workbook | kaname | mpp | ...
    project: Project = field(default_factory=Project)
    projects: list[Project] = field(
        default_factory=list
    )  # when a file holds several; `project` is the first or the sum
    calendars: list[Calendar] = field(default_factory=list)
    activities: list[Activity] = field(default_factory=list)  # in the file's row order; parents before children
    relations: list[Relation] = field(default_factory=list)
    resources: list[Resource] = field(default_factory=list)
    assignments: list[Assignment] = field(default_factory=list)
    tracking: list[TrackingPeriod] = field(default_factory=list)
    risks: list[Risk] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    left_out: dict[str, int] = field(default_factory=dict)  # what the file holds and we do not keep, with how often
    source: str = ""  # file name without folders
