"""Section of the PMO's own report: the hours of management, and how far they are from the target (S143, S149)."""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from kaname.domains.core.queries import organisation
from kaname.domains.reporting.queries.effort import FEWEST_IN_GROUP, Figures, efforts
from kaname.domains.reporting.queries.reports import cells
from kaname.domains.reporting.queries.reports.making import row, table
from kaname.domains.reporting.rules.effort import EffortTarget
from kaname.exchange.reports.document import Cell, Section

FOUR_WEEKS = timedelta(weeks=4)
HOUR = 60


def section(as_of: date) -> Section:
    """Return the hours of four weeks beside those of the four before; hidden where too few people answered."""
    found = efforts(as_of - 2 * FOUR_WEEKS + timedelta(days=1), as_of, None, office=True)
    now = [week for week in found.weeks if week > as_of - FOUR_WEEKS]
    was = [week for week in found.weeks if week <= as_of - FOUR_WEEKS]
    everybody = found.figures(weeks=now), found.figures(weeks=was)
    pmo = tuple(found.figures(lambda s: not s.manager, weeks) for weeks in (now, was))
    managers = tuple(found.figures(lambda s: s.manager, weeks) for weeks in (now, was))
    target = EffortTarget.of(organisation()).reporting
    columns = ((_("Measure"), "text", 9), (_("Last four weeks"), "decimal", 3), (_("Four weeks before"), "decimal", 3))
    rows = [
        row("people", cells.text(_("People who answered (n)")), *(cells.number(f.people) for f in everybody)),
        row("pmo", cells.text(_("Hours of the PMO")), *(_hours(f, f.reporting + f.managing) for f in pmo)),
        row("pmo-reporting", cells.text(_("… of these compiling and reporting")),
            *(_hours(f, f.reporting) for f in pmo)),
        row("load", cells.text(_("Project managers: compiling and reporting, share of working hours")),
            *(_part(f, f.load, target) for f in managers)),
        row("ratio", cells.text(_("Management of all hours")), *(_part(f, f.ratio) for f in everybody)),
        row("week", cells.text(_("Hours of reporting a project and week")),
            *(_hours(f, f.a_project_week) for f in everybody)),
    ]  # fmt: skip
    answer = _answer(managers[0], target)
    note = _("Answers to the rounds' one question are optional; hours of fewer than %(n)s people are not shown.")
    return Section("effort", _("Effort"), (answer,), (table("", columns, rows, "", note % {"n": FEWEST_IN_GROUP}),))


def _answer(found: Figures, target: float) -> str:
    if found.people < FEWEST_IN_GROUP or found.load is None:
        return _("Too few people have answered to show anything.")
    values = {"load": f"{found.load:.1f}", "target": f"{target:g}", "n": found.people}
    if found.load > target:
        said = _(
            "Project managers: %(load)s%% of their time on reporting, above the target of %(target)s%% (n = %(n)s)."
        )
    else:
        said = _(
            "Project managers: %(load)s%% of their time on reporting, within the target of %(target)s%% (n = %(n)s)."
        )
    return said % values


def _hours(found: Figures, minutes: float | None) -> Cell:
    if minutes is None or found.people < FEWEST_IN_GROUP:
        return Cell(cells.DASH)
    hours = round(minutes / HOUR, 1)
    return Cell(f"{hours:,.1f}", hours, kind="decimal")


def _part(found: Figures, value: float | None, target: float | None = None) -> Cell:
    shown = None if value is None or found.people < FEWEST_IN_GROUP else value
    return cells.percent(shown, "amber" if shown is not None and target is not None and shown > target else "")
