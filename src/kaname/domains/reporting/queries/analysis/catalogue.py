"""What can be asked: subjects (which facts), dimensions (by what), measures (what is counted)."""

from dataclasses import dataclass

from django.db.models import Count, F, Q, Sum
from django.db.models.expressions import Combinable
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kaname.domains.people.enums import Subject as Right

STOCK, FLOW = "stock", "flow"
"""Facts that are the state on a day (of a month, its last day counts), and facts that happen (all of a month count)."""
ONE = Count("pk")


@dataclass(frozen=True, slots=True)
class Measure:
    """A number of each cell: ``top``, or ``top`` / ``bottom`` as a ratio of sums, or the median of ``middle``.

    ``shape``: count, yen (or person-days, as the unit is chosen), days, points, share, index.
    """

    key: str
    label: Promise
    shape: str
    top: Combinable | None = None
    bottom: Combinable | None = None
    middle: str = ""
    formula: Promise | str = ""
    by_axis: bool = False  # may be asked of single axes of health


@dataclass(frozen=True, slots=True)
class Dimension:
    """A way to group: ``field`` of ProjectDay, or of the fact itself where ``own``."""

    key: str
    label: Promise
    field: str = ""
    own: bool = False


@dataclass(frozen=True, slots=True)
class Subject:
    """Facts of a kind: whose rights they need, which dimensions they have, what can be measured."""

    key: str
    label: Promise
    right: Right
    nature: str
    measures: tuple[Measure, ...]
    own: tuple[str, ...] = ()


DIMENSIONS = {
    d.key: d
    for d in (
        Dimension("unit", _("Department"), "unit"),
        Dimension("kind", _("Type"), "kind"),
        Dimension("programme", _("Programme"), "programme"),
        Dimension("manager", _("PM"), "manager"),
        Dimension("manager_unit", _("PM's department"), "manager_unit"),
        Dimension("phase", _("Phase"), "phase"),
        Dimension("size", _("Size"), "size"),
        Dimension("status", _("Status"), "status"),
        Dimension("condition", _("Condition"), "condition"),
        Dimension("quarter", _("Start quarter"), "quarter"),
        Dimension("project", _("Project"), "project"),
        Dimension("state", _("State"), "state", own=True),
        Dimension("declared", _("Declared state"), "declared", own=True),
        Dimension("axis", _("Axis"), "axis", own=True),
        Dimension("account", _("Control account"), "account", own=True),
        Dimension("day", _("Frozen date"), "day", own=True),
        Dimension("month", _("Month"), "day", own=True),
        Dimension("quarter_of", _("Quarter"), "day", own=True),
        Dimension("weeks", _("Weeks since the start"), "weeks", own=True),
    )
}
OF_PROJECT = (
    "unit", "kind", "programme", "manager", "manager_unit", "phase", "size", "status", "condition", "quarter",
    "project",
)  # fmt: skip
OVER_TIME = ("day", "month", "quarter_of")
SIZES = ((0, 50), (50, 200), (200, 10**9))
"""Small, middle, large: from so many activities up to so many."""
BUCKET = 4
"""Weeks that one column of a cohort holds."""

_RED, _AMBER = Q(state="red"), Q(state="amber")
_COUNTED = _("number of facts in the cell")


def _share(key: str, label: Promise, condition: Q, formula: Promise, by_axis: bool = False) -> Measure:
    return Measure(key, label, "share", Count("pk", filter=condition), ONE, formula=formula, by_axis=by_axis)


def _sum(key: str, label: Promise, field: str) -> Measure:
    return Measure(key, label, "yen", Sum(field), formula=_("sum over the rows of the cell"))


HEALTH = Subject("health", _("Health"), Right.SCHEDULE, STOCK, (
    Measure("count", _("Number of projects"), "count", ONE, formula=_COUNTED, by_axis=True),
    _share("red", _("Share of red"), _RED, _("red / all rows of the cell"), by_axis=True),
    _share("attention", _("Share of red and amber"), _RED | _AMBER, _("(red + amber) / all rows of the cell"), True),
    _share("apart", _("Declared green, computed red"), Q(snapshot__apart=True),
           _("projects declared green and computed red / all projects of the cell")),
), ("state", "declared", "axis"))  # fmt: skip
PLAN = Subject("plan", _("Dates and progress"), Right.SCHEDULE, STOCK, (
    Measure("slip", _("Slip, median (working days)"), "days", middle="slip",
            formula=_("median of the working days by which the forecast finish is after the baseline's")),
    _share("late", _("Share of late projects"), Q(slip__gt=0), _("projects with a slip above 0 / all projects")),
    Measure("progress", _("Progress"), "share", Sum(F("percent") * F("activities") / 100.0), Sum("activities"),
            formula=_("sum of (progress × number of activities) / sum of activities")),
    Measure("overdue", _("Overdue activities"), "count", Sum("overdue"), formula=_("sum over the rows of the cell")),
    Measure("count", _("Number of projects"), "count", ONE, formula=_COUNTED),
))  # fmt: skip
EVM = Subject("evm", _("Earned value"), Right.COST, STOCK, (
    Measure("cpi", _("CPI"), "index", Sum("ev"), Sum("ac"), formula=_("sum of EV / sum of AC")),
    Measure("spi", _("SPI"), "index", Sum("ev"), Sum("pv"), formula=_("sum of EV / sum of PV")),
    _sum("bac", _("BAC"), "bac"), _sum("pv", _("PV"), "pv"), _sum("ev", _("EV"), "ev"), _sum("ac", _("AC"), "ac"),
    _sum("cv", _("CV"), "cv"), _sum("sv", _("SV"), "sv"), _sum("eac", _("EAC"), "eac"),
), ("account",))  # fmt: skip
FORECAST = Subject("forecast", _("Forecast finish"), Right.SCHEDULE, STOCK, (
    _share("low", _("Share with a low chance"), Q(band="low"),
           _("projects whose chance to finish in time is low / all projects simulated")),
    Measure("beyond", _("P80 after the target, median (days)"), "days", middle="beyond",
            formula=_("median of the days by which the simulated P80 is after the target")),
    Measure("count", _("Number of projects"), "count", ONE, formula=_COUNTED),
), ("state",))  # fmt: skip
ROUNDS = Subject("rounds", _("Progress rounds"), Right.REPORT, FLOW, (
    _share("in_time", _("Share in time"), Q(status="received", late=False), _("reports received in time / asked for")),
    _share("late", _("Share late"), Q(status="received", late=True), _("reports received late / asked for")),
    _share("missing", _("Share missing"), ~Q(status="received"), _("reports that never came / asked for")),
    Measure("count", _("Reports asked for"), "count", ONE, formula=_COUNTED),
), ("state",))  # fmt: skip
DECISIONS = Subject("decisions", _("Decisions"), Right.DECISION, FLOW, (
    Measure("lead", _("Lead time, median (days)"), "days", middle="lead",
            formula=_("median of the days from raising to answer")),
    _share("late", _("Share answered late"), Q(late=True), _("answered after the date they were needed by / answered")),
    Measure("count", _("Decisions answered"), "count", ONE, formula=_COUNTED),
), ("state",))  # fmt: skip
INSPECTIONS = Subject("inspections", _("Inspections of work"), Right.SCHEDULE, FLOW, (
    _share("first_pass", _("First-pass rate"), Q(passed=True),
           _("packages whose first inspection saw at least what was reported / packages inspected for the first time")),
    Measure("gap", _("Reported beyond seen, median (points)"), "points", middle="gap",
            formula=_("median of percent reported − percent seen, of first inspections")),
    Measure("count", _("First inspections"), "count", ONE, formula=_COUNTED),
), ("state",))  # fmt: skip

SUBJECTS = {s.key: s for s in (HEALTH, PLAN, EVM, FORECAST, ROUNDS, DECISIONS, INSPECTIONS)}


def rows_of(subject: Subject) -> tuple[str, ...]:
    """Return the dimensions that may stand in rows."""
    return (*OF_PROJECT, *subject.own)


def columns_of(subject: Subject) -> tuple[str, ...]:
    """Return the dimensions that may stand in columns: those of the rows, and time."""
    cohort = ("weeks",) if subject.nature == STOCK else ()
    return (*OVER_TIME, *cohort, *rows_of(subject))


def measure_of(subject: Subject, key: str) -> Measure:
    """Return a measure of a subject by its key; KeyError where it has none such."""
    return {m.key: m for m in subject.measures}[key]
