"""What the page knows about one plan after the engine has worked on it. Plain data; `compute` fills it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime

from kaname.cli.page.text import NOTHING, Text
from kaname.engine.diagnostics import Diagnostic
from kaname.exchange.document import Activity, PlanDocument


@dataclass(slots=True)
class Span:
    """One activity's recomputed dates; floats in working days of the plan."""

    start: datetime
    finish: datetime
    late_finish: datetime | None = None
    total_float: float | None = None
    critical: bool = False


@dataclass(slots=True)
class Percentile:
    """One point of the simulated finish."""

    share: int  # 50: half of the runs end by then
    finish: datetime
    standard_error_days: float | None = None


@dataclass(slots=True)
class RiskShare:
    """What one risk adds to the finish."""

    name: str
    probability: float
    mean_delay_days: float | None = None


@dataclass(slots=True)
class Forecast:
    """The simulated finish."""

    iterations: int
    seed: int
    points: dict[int, Percentile]
    chance_of_plan: float | None  # 0..1, that the recomputed finish holds
    sensitivity: dict[str, float] = field(default_factory=dict)
    criticality: dict[str, float] = field(default_factory=dict)
    late: dict[str, datetime] = field(default_factory=dict)  # each activity's finish at 80 % confidence
    risks: list[RiskShare] = field(default_factory=list)
    after_response: datetime | None = None  # P80 once the planned responses to risks work
    assumption: Text = NOTHING  # where the uncertainty comes from


@dataclass(slots=True)
class Check:
    """One of the fourteen checks of schedule health."""

    number: int
    name: Text
    value: float | None
    shown: str  # the value as people read it
    threshold: Text
    passed: bool | None  # None: the plan has nothing to measure it on
    activities: list[str] = field(default_factory=list)


@dataclass(slots=True)
class EarnedValue:
    """Earned value at the status date, in the plan's money or hours; indices are None where not computed."""

    planned: float
    earned: float
    actual: float
    at_completion: float
    unit: Text
    time_index: float | None  # SPI(t) = earned schedule / actual time
    schedule_index: float | None  # SPI = EV / PV
    cost_index: float | None  # CPI = EV / AC
    estimate: float | None = None  # EAC = BAC / CPI


@dataclass(slots=True)
class Facts:
    """One file on the page. ``document`` is None where it could not be read, ``spans`` empty where not computed."""

    file: str
    document: PlanDocument | None = None
    spans: dict[str, Span] = field(default_factory=dict)
    finish: datetime | None = None  # recomputed, remaining work after the status date
    finish_by_rules: datetime | None = None  # recomputed exactly as the file's own tool would
    driving: dict[str, list[str]] = field(default_factory=dict)  # predecessors that set an activity's start
    forecast: Forecast | None = None
    checks: list[Check] = field(default_factory=list)
    earned: EarnedValue | None = None
    problems: list[Diagnostic] = field(default_factory=list)
    policy: str = ""
    works: Callable[[date], bool] = lambda day: day.weekday() < 5
    between: Callable[[datetime, datetime], float] = lambda a, b: (b - a).total_seconds() / 86400
    """Whole working days of the plan's calendar from one day to another; negative backwards."""
    capacity: dict[str, Callable[[datetime, datetime], float]] = field(default_factory=dict)
    """Working minutes between two instants in each resource's calendar, by resource id."""

    @property
    def name(self) -> str:
        """The plan's own name, else the file's."""
        if self.document and self.document.project.name.strip():
            return self.document.project.name.strip()
        return self.file.rpartition(".")[0] or self.file

    @property
    def unusable(self) -> bool:
        """Whether the file could not be read, or its dates not be computed; one without activities is neither."""
        return self.document is None or (self.finish is None and bool(self.work_rows))

    @property
    def status(self) -> datetime | None:
        """The as-of date: the file's status date, else its current date where that lies within a plan under way."""
        if self.document is None:
            return None
        project = self.document.project
        now = project.current_date
        if project.status_date or now is None:
            return project.status_date
        stored = [d for a in self.work_rows for d in (a.stored.start, a.stored.finish) if d]
        under_way = any(a.actual_start or a.percent_complete for a in self.work_rows)
        return now if under_way and stored and min(stored) <= now <= max(stored) else None

    @property
    def work_rows(self) -> list[Activity]:
        """Active activities that are not summaries."""
        if self.document is None:
            return []
        return [a for a in self.document.activities if a.active and a.kind != "summary"]

    def activity(self, activity_id: str) -> Activity | None:
        """Return an activity by its id."""
        for a in self.document.activities if self.document else ():
            if a.id == activity_id:
                return a
        return None
