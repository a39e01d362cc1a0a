"""The facts of each subject as rows of the database: of what the reader may see, as they were known at a moment."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import (
    BooleanField,
    Case,
    Exists,
    ExpressionWrapper,
    F,
    FilteredRelation,
    FloatField,
    Max,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import TruncDate, TruncMonth, TruncQuarter
from django.utils import timezone

from kaname.domains.control.enums import SETTLED
from kaname.domains.control.models import Decision
from kaname.domains.core.instants import TICKS_A_DAY
from kaname.domains.cost.models import EvmSnapshot
from kaname.domains.people.enums import Level
from kaname.domains.project.models import Project
from kaname.domains.reporting.models import ForecastSnapshot, ProjectDay
from kaname.domains.reporting.queries.analysis.asked import Asked
from kaname.domains.reporting.queries.analysis.catalogue import DIMENSIONS, SIZES
from kaname.domains.schedule.enums import ReportStatus, RoundStatus
from kaname.domains.schedule.models import ExpectedReport, Inspection

Rows = QuerySet[Any]


@dataclass(frozen=True, slots=True)
class Known:
    """The last row of each table of frozen facts, and the moment: facts that came later are not looked at."""

    day: int
    evm: int
    forecast: int
    inspection: int
    at: str

    @classmethod
    def now(cls) -> "Known":
        """Return what there is; four queries, each the end of an index."""
        tables = ProjectDay, EvmSnapshot, ForecastSnapshot, Inspection
        day, evm, forecast, inspection = (_last(table) for table in tables)
        return cls(day, evm, forecast, inspection, timezone.now().isoformat())

    def kept(self) -> dict[str, Any]:
        """Return it as a run keeps it."""
        return asdict(self)

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> "Known":
        """Return what a run kept."""
        return cls(**kept)

    @property
    def moment(self) -> datetime:
        """The moment itself."""
        return datetime.fromisoformat(self.at)


def _last(table: type[Model]) -> int:
    found: int | None = table._default_manager.aggregate(last=Max("pk"))["last"]  # noqa: SLF001 - the public manager
    return found or 0


@dataclass(frozen=True, slots=True)
class Facts:
    """Rows of a subject; ``day``: the field of their day; ``before``: what leads from them to their ProjectDay;
    ``project``: what leads to their project; ``own``: the fields of the subject's own dimensions.
    """

    rows: Rows
    day: str
    before: str
    project: str
    own: Mapping[str, str]
    every: Rows | None = None  # superseded ones too: enough to know which days there are, and quicker

    def field(self, key: str) -> Combinable:
        """Return what a dimension groups by."""
        if DIMENSIONS[key].own:
            return F(self.own[key])
        if key == "project":
            return F(f"{self.project}_id" if self.project else "project_id")
        if key == "size":
            return _size(f"{self.before}activities") if self.before != "@" else self._then("activities", _size)
        name = DIMENSIONS[key].field
        return F(f"{self.before}{name}") if self.before != "@" else self._then(name, F)

    def _then(self, name: str, made: Any) -> Combinable:
        return Subquery(
            ProjectDay.objects.filter(pk=OuterRef("day_key")).annotate(_found=made(name)).values("_found")[:1]
        )


def facts_of(user: Any, asked: Asked, known: Known) -> Facts:
    """Return the facts of a question's subject, of the projects whose right it needs; filters are not in yet."""
    seen = Project.objects.visible_to(user, asked.about.right, Level.READ)
    found: Facts = _MADE[asked.subject](user, seen, asked, known)
    return found


def _newest(rows: Rows, last: int, *same: str) -> Rows:
    """Keep of rows that are the same in ``same`` the newest up to ``last``: a look into an index for each row.

    A list of the newest keys (``pk IN (SELECT MAX(pk) ...)``) is made again for each row by SQLite: seconds, not
    milliseconds, over 26,000 rows.
    """
    newer = rows.model._default_manager.filter(  # noqa: SLF001 - the public manager
        pk__gt=OuterRef("pk"), pk__lte=last, **{name: OuterRef(name) for name in same}
    )
    return rows.filter(~Exists(newer), pk__lte=last)


def _days(known: Known) -> Rows:
    """Return the rows that count: of each project and day the newest that is known."""
    return _newest(ProjectDay.objects.order_by(), known.day, "project", "as_of")


def _plan(_user: Any, seen: QuerySet[Project], _asked: Asked, known: Known) -> Facts:
    every = ProjectDay.objects.filter(project__in=seen, pk__lte=known.day).order_by()
    return Facts(_days(known).filter(project__in=seen), "as_of", "", "project", {}, every)


def _health(_user: Any, seen: QuerySet[Project], _asked: Asked, known: Known) -> Facts:
    rows = _days(known).filter(project__in=seen)
    rows = rows.annotate(state=F("snapshot__computed"), declared=F("snapshot__declared"), marks=F("snapshot__marks"))
    every = ProjectDay.objects.filter(project__in=seen, pk__lte=known.day).order_by()
    return Facts(rows, "as_of", "", "project", {"state": "state", "declared": "declared", "axis": "marks"}, every)


def _beside(rows: Rows, known: Known, project: str, day: str) -> Rows:
    """Join each fact with what its project was on the same day; facts of a day without such a row stay."""
    held = f"{project}__project_days"
    same = Q(**{f"{held}__as_of": F(day), f"{held}__pk__lte": known.day})
    joined = rows.annotate(day_row=FilteredRelation(held, condition=same))
    newer = ProjectDay.objects.filter(
        project=OuterRef(f"{project}__pk"), as_of=OuterRef(day), pk__gt=OuterRef("day_row__pk"), pk__lte=known.day
    )
    found: Rows = joined.filter(~Exists(newer))
    return found


def _evm(_user: Any, seen: QuerySet[Project], asked: Asked, known: Known) -> Facts:
    whole = not asked.of_accounts
    rows = EvmSnapshot.objects.filter(unit=asked.unit, account__isnull=whole, project__in=seen).order_by()
    newer = {} if whole else {"account": OuterRef("account")}
    later = EvmSnapshot.objects.filter(  # as the index of an edition stands, so that no row is read for it
        project=OuterRef("project"),
        as_of=OuterRef("as_of"),
        unit=asked.unit,
        account__isnull=whole,
        edition__gt=OuterRef("edition"),
        pk__lte=known.evm,
        **newer,
    )
    every = rows.filter(pk__lte=known.evm)
    rows = rows.filter(~Exists(later), pk__lte=known.evm)
    rows = _beside(rows, known, "project", "as_of")
    return Facts(rows, "as_of", "day_row__", "project", {"account": "account_id"}, every)


def _forecast(_user: Any, seen: QuerySet[Project], _asked: Asked, known: Known) -> Facts:
    rows = ForecastSnapshot.objects.filter(project__in=seen).order_by()
    rows = _newest(rows, known.forecast, "project", "as_of")
    beyond = ExpressionWrapper((F("p80") - F("target")) / float(TICKS_A_DAY), FloatField())
    rows = _beside(rows.annotate(beyond=beyond), known, "project", "as_of")
    return Facts(rows, "as_of", "day_row__", "project", {"state": "band"})


def _rounds(_user: Any, seen: QuerySet[Project], _asked: Asked, known: Known) -> Facts:
    rows = ExpectedReport.objects.filter(
        round__status=RoundStatus.FROZEN, round__frozen_at__lte=known.moment, plan__project__in=seen
    ).order_by()
    received = Q(status=ReportStatus.RECEIVED)
    outcome = Case(
        When(received & Q(late=False), then=Value("in_time")),
        When(received, then=Value("late")),
        default=Value("missing"),
    )
    rows = _beside(rows.annotate(outcome=outcome), known, "plan__project", "round__as_of")
    return Facts(rows, "round__as_of", "day_row__", "plan__project", {"state": "outcome"})


def _last_before(rows: Rows, known: Known, project: str, day: str) -> Rows:
    """Name for each fact the newest row of its project up to its day: facts that happen between report dates."""
    held = ProjectDay.objects.filter(project=OuterRef(f"{project}_id"), as_of__lte=OuterRef(day), pk__lte=known.day)
    found: Rows = rows.annotate(day_key=Subquery(held.order_by("-as_of", "-pk").values("pk")[:1]))
    return found


def _decisions(user: Any, seen: QuerySet[Project], _asked: Asked, known: Known) -> Facts:
    rows: Rows = Decision.objects.visible_to(user).filter(
        project__in=seen, state__in=SETTLED, decided_at__lte=known.moment, raised_at__isnull=False
    )
    rows = rows.order_by().annotate(
        decided_on=TruncDate("decided_at", tzinfo=ZoneInfo(settings.TIME_ZONE)), lead=F("decided_at") - F("raised_at")
    )
    late = Case(When(decided_on__gt=F("decide_by"), then=True), default=False, output_field=BooleanField())
    rows = _last_before(rows.annotate(late=late), known, "project", "decided_on")
    return Facts(rows, "decided_on", "@", "project", {"state": "state"})


def _inspections(_user: Any, seen: QuerySet[Project], _asked: Asked, known: Known) -> Facts:
    rows = Inspection.objects.filter(pk__lte=known.inspection, plan__project__in=seen, reported__isnull=False)
    earlier = Inspection.objects.filter(plan=OuterRef("plan"), uid=OuterRef("uid"), pk__lte=known.inspection).filter(
        Q(inspected_on__lt=OuterRef("inspected_on")) | Q(inspected_on=OuterRef("inspected_on"), pk__lt=OuterRef("pk"))
    )
    passed = Case(When(percent__gte=F("reported"), then=True), default=False, output_field=BooleanField())
    outcome = Case(When(percent__gte=F("reported"), then=Value("passed")), default=Value("failed"))
    rows = rows.filter(~Exists(earlier)).order_by()
    rows = rows.annotate(passed=passed, outcome=outcome, gap=F("reported") - F("percent"))
    rows = _last_before(rows, known, "plan__project", "inspected_on")
    return Facts(rows, "inspected_on", "@", "plan__project", {"state": "outcome"})


_MADE: dict[str, Any] = {
    "plan": _plan,
    "health": _health,
    "evm": _evm,
    "forecast": _forecast,
    "rounds": _rounds,
    "decisions": _decisions,
    "inspections": _inspections,
}


def _size(field: str) -> Combinable:
    small, middle = (limit for _, limit in SIZES[:2])
    return Case(
        When(**{f"{field}__lt": small}, then=Value("s")),
        When(**{f"{field}__lt": middle}, then=Value("m")),
        When(**{f"{field}__gte": middle}, then=Value("l")),
        default=Value(None),
    )


def period(columns: str, day: str) -> Combinable:
    """Return what a fact that happened is grouped by over time: its day, month or quarter."""
    if columns == "month":
        return TruncMonth(day)
    return TruncQuarter(day) if columns == "quarter_of" else F(day)


def last_days(days: list[date], columns: str, periods: int) -> list[date]:
    """Return of each of the last months or quarters its last frozen day, oldest first; of days the last ones."""
    found: dict[tuple[int, ...], date] = {}
    for day in sorted(days):
        month = day.month if columns == "month" else (day.month - 1) // 3
        found[(day.year, month) if columns != "day" else (day.toordinal(),)] = day
    return sorted(found.values())[-periods:]
