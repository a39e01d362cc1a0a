"""The reports of one project, each composed of sections: weekly, steering pack, earned value, milestones, charter."""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from kaname.domains.core.names import spoken
from kaname.domains.project.queries import charter_of
from kaname.domains.reporting.enums import ReportKind
from kaname.domains.reporting.queries.reports import (
    cells,
    issue_lists,
    making,
    money,
    overall,
    people_lists,
    plan_lists,
    quality_lists,
    risk_lists,
    slip_chart,
)
from kaname.domains.reporting.queries.reports.making import Sentences, row, table
from kaname.domains.reporting.queries.reports.standpoint import Standpoint
from kaname.exchange.reports.document import ReportDocument, Section

MONTH = timedelta(days=31)
SLIDES = 9
"""Of a pack beside its cover. Where the registers need the room, late work and a second choice stay away."""


def weekly(stand: Standpoint, sentences: Sentences) -> ReportDocument:
    """Return the weekly progress report: two A4 pages (specification 6.1)."""
    told = overall.healths(stand)
    conclusion, first = overall.overall(stand, told, sentences)
    sections = (
        first,
        overall.qcd(stand, told),
        plan_lists.milestones(stand, "3.", 5),
        plan_lists.finished(stand, "4.", 7),
        plan_lists.late(stand, "5.", 7, sentences),
        plan_lists.coming(stand, "6.", 8),
        *issue_lists.weekly(stand, "7."),
        *risk_lists.weekly(stand, "8."),
        _registers("9."),
        people_lists.asked(stand, "10.", 4, sentences),
        people_lists.team(stand, "11."),
        people_lists.collected(stand, "12."),
    )
    return making.of_project(ReportKind.WEEKLY, stand, conclusion, sections)


def steering(stand: Standpoint, sentences: Sentences) -> ReportDocument:
    """Return the monthly pack of the steering committee: at most ten slides with its cover (specification 6.2)."""
    told = overall.healths(stand)
    conclusion, _first = overall.overall(stand, told, sentences)
    waiting = [s for s in people_lists.decisions_of(stand) if s.waits]
    begin = (
        people_lists.settled(stand, stand.before or stand.as_of - MONTH),
        _summary(stand, told, conclusion),
        slip_chart.section(stand, _("Master schedule and milestones")),
        money.summary(stand, ""),
        *quality_lists.slide(stand),
        *_main(stand),
    )
    asked = [people_lists.comparison(s) for s in waiting[:2]] or [people_lists.asked(stand, "", 6, sentences)]
    end = (people_lists.team(stand, ""), plan_lists.coming(stand, "", 9, weeks=13))
    room = SLIDES - len(begin) - len(end)
    asked = asked[: max(room, 1)]
    late = [plan_lists.late(stand, "", 8, sentences)] if room > len(asked) else []
    sections = (*begin, *late, *asked, *end, _registers(""))
    return making.of_project(ReportKind.STEERING, stand, conclusion, sections[:SLIDES], landscape=True)


def _main(stand: Standpoint) -> tuple[Section, ...]:
    """Return what the committee reads of the registers (specification 6.2, slide 6); nothing where all are empty."""
    blocks = tuple(block for block in (issue_lists.main(stand), risk_lists.main(stand)) if block is not None)
    return (Section("issues-and-risks", _("Main issues and risks"), (), blocks, risk_lists.RISK),) if blocks else ()


def _summary(stand: Standpoint, told: overall.Healths, conclusion: tuple[str, ...]) -> Section:
    table_ = overall.qcd(stand, told).blocks
    return Section("executive", _("Executive summary"), conclusion, table_, sentence="summary")


def _registers(number: str) -> Section:
    found = people_lists.not_kept((_("Change requests"),))
    return Section(found.key, f"{number} {found.title}".strip(), found.answer)


def evm(stand: Standpoint, sentences: Sentences) -> ReportDocument:
    """Return the earned value report (specification 6.5)."""
    told = money.earned_value(stand)
    if told is None:
        empty = Section("cost", _("Cost and earned value"), (money.nothing(),), subject=money.COST)
        return making.of_project(ReportKind.EVM, stand, (money.nothing(),), (empty,), landscape=True)
    line, eye = money.trend_charts(stand, told)
    conclusion = making.written(sentences, "summary", [money.answer(told)])
    sections = (
        Section("curve", _("S-curve"), (), (money.s_curve(stand, told), money.totals(told)), money.COST, "summary"),
        Section("accounts", _("Control accounts"), (), (money.accounts(stand, told),), money.COST),
        Section("trend", _("Trend over twelve report dates"), (), (line, eye), money.COST),
        money.finishes(stand, told),
    )
    return making.of_project(ReportKind.EVM, stand, conclusion, sections, landscape=True)


def milestones(stand: Standpoint, sentences: Sentences) -> ReportDocument:
    """Return the milestone table with the slip chart (specification 6.6)."""
    section = slip_chart.section(stand, _("Slip chart"))
    rows = slip_chart.whole_table(stand)
    conclusion = making.written(sentences, "summary", section.answer)
    sections = (
        Section("table", _("Milestones"), (), (rows,), sentence="summary"),
        Section("chart", section.title, (), section.blocks[:1]),
    )
    return making.of_project(ReportKind.MILESTONES, stand, conclusion, sections, landscape=True)


def charter(stand: Standpoint, sentences: Sentences) -> ReportDocument:  # noqa: ARG001 - as every report
    """Return the newest edition of the charter as a document for Word."""
    found = charter_of(stand.project)
    if found is None:
        return making.of_project(ReportKind.CHARTER, stand, (_("No charter has been written yet."),), ())
    texts = (
        ("background", _("Background"), found.background),
        ("scope", _("Scope"), found.scope),
        ("out", _("Out of scope"), found.out_of_scope),
        ("assumptions", _("Assumptions"), found.assumptions),
        ("constraints", _("Constraints"), found.constraints),
        ("budget", _("Budget"), f"¥{found.budget_yen:,}" if found.budget_yen else ""),
    )
    columns = ((_("Objective"), "text", 6), (_("Measure"), "text", 4), (_("Target"), "text", 3), (_("Due"), "date", 2))
    goals = [
        row(o.pk, cells.text(o.text), cells.text(o.measure), cells.text(o.target), cells.day(o.due))
        for o in found.objectives.all()
    ]
    sections = [Section(key, title, tuple(text.splitlines()) or ("―",)) for key, title, text in texts]
    sections.insert(1, Section("objectives", _("Objectives"), (), (table("", columns, goals, "―"),)))
    values = {"edition": found.edition, "status": found.get_status_display()}
    approved = _approved(found.approved_at, spoken(found.approved_by))
    said = _("Edition %(edition)s, %(status)s.") % values
    return making.of_project(ReportKind.CHARTER, stand, (said, approved), sections)


def _approved(at: date | None, who: str) -> str:
    return (
        _("Approved by %(who)s on %(day)s.") % {"who": who, "day": cells.day_words(making.epoch_day(at))} if at else ""
    )
