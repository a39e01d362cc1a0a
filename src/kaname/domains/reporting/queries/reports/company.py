"""Reports of the company: the list of all projects (横 A4), and what the PMO itself did (6.10)."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from statistics import median
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Count
from django.utils.translation import gettext as _

from kaname.domains.control.models import Decision
from kaname.domains.control.queries.decisions import standings
from kaname.domains.core.enums import Confidentiality
from kaname.domains.core.models import AuditEvent
from kaname.domains.cost.queries.earned import latest_of
from kaname.domains.people.enums import Subject
from kaname.domains.project.enums import ProjectStatus, ProjectType
from kaname.domains.project.models import Project
from kaname.domains.reporting.enums import ReportKind
from kaname.domains.reporting.models import ReportDelivery, ReportReading, ReportSnapshot
from kaname.domains.reporting.queries.board import Row as BoardRow
from kaname.domains.reporting.queries.board import add_milestones, rows_of
from kaname.domains.reporting.queries.reasons import cause
from kaname.domains.reporting.queries.reports import cells, making, pmo_effort, pmo_support
from kaname.domains.reporting.queries.reports.making import Sentences, row, table
from kaname.domains.reporting.queries.reports.shelf import unread
from kaname.domains.schedule.models import ReportingRound
from kaname.domains.schedule.queries.rounds import counts, expected_reports
from kaname.exchange.reports.document import ReportDocument, Row, Section, Table

FOUR_WEEKS = timedelta(weeks=4)
GONE = (ProjectStatus.COMPLETED, ProjectStatus.CANCELLED)


def open_projects() -> "Sequence[Project]":
    """Return the projects that go on, save those limited to members: every reader of company reports may see them."""
    return list(Project.objects.exclude(status__in=GONE).filter(confidentiality__lte=Confidentiality.PROJECT))


def portfolio(as_of: date, sentences: Sentences) -> ReportDocument:
    """Return the list of all projects, worst first, each compared with the date before."""
    keys = [p.pk for p in open_projects()]
    now = rows_of(Project.objects.filter(pk__in=keys), as_of)
    before = {r.key: r for r in rows_of(Project.objects.filter(pk__in=keys), as_of - timedelta(days=7))}
    add_milestones(now, as_of)
    red = [r for r in now if r.health == "red"]
    watch = [r for r in now if r.health == "amber"]
    apart = [r for r in now if r.declared == "green" and r.health == "red"]
    values = {"all": len(now), "red": len(red), "amber": len(watch), "apart": len(apart)}
    drafted = [
        _("%(red)s of %(all)s projects are red, %(amber)s amber; %(apart)s declared green are computed red.") % values,
        _("Heaviest: %(name)s. %(cause)s") % {"name": f"{red[0].code} {red[0].name}", "cause": cause(red[0])}
        if red
        else "",
    ]
    conclusion = making.written(sentences, "summary", drafted)
    sections = (
        Section("list", _("All projects, worst first"), (), (_list(now, before),), sentence="summary"),
        Section("cost", _("Costs"), (), (_costs(now, as_of),), Subject.COST.value),
    )
    facts = [(_("As-of date"), cells.day_words(as_of)), (_("Projects"), str(len(now)))]
    return making.document(ReportKind.PORTFOLIO, cells.day_words(as_of), facts, conclusion, sections, landscape=True)


def _list(now: Sequence[BoardRow], before: dict[int, BoardRow]) -> Table:
    columns = (
        (_("Computed"), "mark", 4),
        (_("Last time"), "mark", 4),
        (_("Declared"), "mark", 4),
        (_("Code"), "text", 4),
        (_("Project"), "text", 9),
        (_("Type"), "text", 5),
        (_("Project manager"), "text", 5),
        (_("Progress"), "percent", 3),
        (_("Finish"), "date", 5),
        (_("Slip"), "days", 4),
        (_("Last time"), "days", 4),
        (_("Next milestone"), "text", 9),
        (_("Main cause"), "text", 12),
    )
    return table("", columns, [_line(r, before.get(r.key)) for r in now], _("There is no running project."))


def _line(r: BoardRow, was: BoardRow | None) -> Row:
    return row(
        r.code,
        cells.health(r.health),
        cells.health(was.health if was else "unknown"),
        cells.health(r.declared),
        cells.text(r.code, f"/projects/{r.code}/"),
        cells.text(r.name),
        cells.text(ProjectType(r.kind).label),
        cells.text(r.manager),
        cells.percent(r.percent),
        cells.day(r.finish),
        cells.days(r.slip),
        cells.days(was.slip if was else None),
        cells.text(f"{cells.day_words(r.milestone_day)} {r.milestone}" if r.milestone_day else ""),
        cells.text(cause(r)),
    )


def _costs(now: Sequence[BoardRow], as_of: date) -> Table:
    found = latest_of([r.key for r in now], as_of)
    columns = (
        (_("Code"), "text", 3),
        (_("Project"), "text", 8),
        ("BAC", "decimal", 3),
        ("EV", "decimal", 3),
        ("AC", "decimal", 3),
        ("EAC", "decimal", 3),
        ("VAC", "decimal", 3),
        ("SPI(t)", "ratio", 2),
        ("CPI", "ratio", 2),
    )
    rows = [
        row(
            r.code,
            cells.text(r.code, f"/projects/{r.code}/"),
            cells.text(r.name),
            *(cells.amount(v, "yen") for v in (s.bac, s.ev, s.ac, s.eac)),
            cells.amount(s.vac, "yen", signed=True),
            cells.ratio(s.spi_t, 0.9),
            cells.ratio(s.cpi, 0.9),
        )
        for r in now
        if (s := found.get(r.key)) is not None
    ]
    return table("", columns, rows, _("No earned value was computed up to this date."))


def pmo(as_of: date, sentences: Sentences) -> ReportDocument:
    """Return what the PMO did in four weeks and in the four before: rounds, reports, decisions, upkeep."""
    now, was = _activity(as_of), _activity(as_of - FOUR_WEEKS)
    columns = ((_("Measure"), "text", 9), (_("Last four weeks"), "decimal", 3), (_("Four weeks before"), "decimal", 3))
    rows = [
        row(
            key,
            cells.text(label),
            *(cells.percent(t[key]) if key == "on_time" else cells.number(t[key]) for t in (now, was)),
        )
        for key, label in _measures()
    ]
    values = {"projects": now["projects"], "reports": now["frozen"], "percent": cells.percent(now["on_time"]).text}
    drafted = _(
        "%(projects)s projects were looked after, %(reports)s reports frozen; %(percent)s of the updates came in time."
    )
    conclusion = making.written(sentences, "summary", [drafted % values])
    unread_rows = [row(u.key, cells.text(u.label), cells.number(u.cycles, "amber")) for u in unread()]
    heads = ((_("Report"), "text", 9), (_("Cycles unread"), "integer", 3))
    empty = _("Every report was read by somebody.")
    sections = (
        Section("activity", _("What was done"), (), (table("", columns, rows),), sentence="summary"),
        Section(
            "unread", _("Reports that nobody reads: proposed to stop"), (), (table("", heads, unread_rows, empty),)
        ),
        pmo_support.section(as_of),
        pmo_effort.section(as_of),
    )
    facts = [(_("Period"), f"{cells.day_words(as_of - FOUR_WEEKS + timedelta(days=1))}–{cells.day_words(as_of)}")]
    return making.document(ReportKind.PMO, cells.day_words(as_of), facts, conclusion, sections)


def _measures() -> tuple[tuple[str, str], ...]:
    return (
        ("projects", _("Projects in which the PMO's data changed")),
        ("rounds", _("Rounds frozen")),
        ("expected", _("Updates asked for")),
        ("on_time", _("Updates in time")),
        ("contacts", _("People reminded one by one")),
        ("frozen", _("Reports frozen")),
        ("sent", _("Reports sent")),
        ("read", _("Readings of reports")),
        ("decided", _("Decisions taken")),
        ("lead", _("Median business days to decide")),
    )


def _activity(last: date) -> dict[str, float | None]:
    first = last - FOUR_WEEKS + timedelta(days=1)
    zone = ZoneInfo(settings.TIME_ZONE)
    span = datetime.combine(first, time(), zone), datetime.combine(last + timedelta(days=1), time(), zone)
    rounds = ReportingRound.objects.filter(as_of__range=(first, last), frozen_at__isnull=False)
    told = [counts(expected_reports(r)) for r in rounds]
    expected, on_time = sum(t["expected"] for t in told), sum(t["on_time"] for t in told)
    decided = standings(Decision.objects.filter(decided_at__range=span))
    return {
        "projects": AuditEvent.objects.filter(at__range=span, project_id__isnull=False).aggregate(
            n=Count("project_id", distinct=True)
        )["n"],
        "rounds": len(told),
        "expected": expected,
        "on_time": 100 * on_time / expected if expected else None,
        "contacts": sum(sum(e.contacts for e in expected_reports(r)) for r in rounds),
        "frozen": ReportSnapshot.objects.filter(frozen_at__range=span).count(),
        "sent": ReportDelivery.objects.filter(sent_at__range=span, status="sent").count(),
        "read": ReportReading.objects.filter(read_at__range=span).count(),
        "decided": len(decided),
        "lead": median(s.days for s in decided) if decided else None,
    }
