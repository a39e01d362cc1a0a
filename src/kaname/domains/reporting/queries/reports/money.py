"""Earned value in reports: rows, S-curve, trend, forecasts. In yen where there are yen, else in person-days."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from kaname.domains.core.instants import finish_date_of
from kaname.domains.core.names import spoken
from kaname.domains.core.queries import organisation
from kaname.domains.cost.enums import Unit
from kaname.domains.cost.models import EvmSnapshot
from kaname.domains.cost.queries import curve, earned
from kaname.domains.cost.rules import Limits, asks_explanation
from kaname.domains.people.enums import Subject
from kaname.domains.reporting.enums import Axis, Method
from kaname.domains.reporting.models import Promise
from kaname.domains.reporting.queries.reports import cells
from kaname.domains.reporting.queries.reports.making import row, table
from kaname.domains.reporting.queries.reports.standpoint import Standpoint
from kaname.domains.resource.bridge.distance import working_days
from kaname.exchange.reports.document import Cell, Chart, Row, Section, Series, Table

COST = Subject.COST.value
MILLION = 1_000_000
WEEKS = 12
WEEK = 7


@dataclass(frozen=True, slots=True)
class Earned:
    """A project's earned value on the as-of date and the one before, in one unit."""

    now: EvmSnapshot
    was: EvmSnapshot | None
    unit: str
    minutes_per_day: int

    def amount(self, value: float | None, *, signed: bool = False, bare: bool = False) -> Cell:
        """Return an amount of this unit; ``bare``: the unit stands over the table."""
        return cells.amount(value, self.unit, self.minutes_per_day, signed=signed, bare=bare)

    @property
    def over_tables(self) -> str:
        """The unit as it stands over a table of bare amounts."""
        return _("thousand yen") if self.unit == Unit.YEN else _("person-days")


def earned_value(stand: Standpoint) -> Earned | None:
    """Return it in yen where it was taken so, else in person-days; None where it was not taken."""
    for unit in (Unit.YEN, Unit.MINUTES):
        found = earned.trend(stand.project, stand.as_of, 2, unit)
        if found and found[-1].bac:
            was = found[-2] if len(found) > 1 else None
            if was is not None and stand.before is not None and was.as_of > stand.before:
                was = next(iter(earned.trend(stand.project, stand.before, 1, unit)), None)
            return Earned(found[-1], was, unit, stand.project.minutes_per_day)
    return None


def nothing() -> str:
    """Return what is said where there is no earned value."""
    return _("No earned value was computed for this date: there is no approved budget or nothing was frozen.")


def qcd_rows(stand: Standpoint, axes: dict[str, str]) -> Iterator[Row]:
    """Yield the rows of cost in the table of quality, cost and delivery."""
    told = earned_value(stand)
    judged = cells.health(axes.get(Axis.COST, "unknown"))
    if told is None:
        blank = (cells.text(""),) * 4
        yield row(
            "cost", cells.text(_("Costs")), cells.text(_("no budget, no earned value")), *blank, judged, subject=COST
        )
        return
    now, was = told.now, told.was
    yield row(
        "eac",
        cells.text(_("Costs")),
        cells.text(_("Budget (BAC) and estimate at completion (EAC)")),
        told.amount(now.bac),
        told.amount(now.eac),
        told.amount(now.vac, signed=True),
        told.amount(was.eac if was else None),
        judged,
        subject=COST,
    )
    for key, label, value, before in (
        ("spi", "SPI(t)" if now.spi_t is not None else "SPI", _pace(now), _pace(was)),
        ("cpi", "CPI", now.cpi, was.cpi if was else None),
    ):
        yield row(
            key,
            cells.text(_("Costs")),
            cells.text(label),
            cells.ratio(1.0),
            cells.ratio(value, 0.9),
            cells.ratio(None if value is None else value - 1),
            cells.ratio(before),
            cells.health(
                "unknown" if value is None else "red" if value < 0.9 else "amber" if value < 0.95 else "green"
            ),
            subject=COST,
        )


def _pace(found: EvmSnapshot | None) -> float | None:
    return None if found is None else found.spi_t if found.spi_t is not None else found.spi


def answer(told: Earned) -> str:
    """Return the answer of every section about money, in one sentence."""
    values = {
        "cpi": cells.ratio(told.now.cpi).text,
        "spi": cells.ratio(_pace(told.now)).text,
        "eac": told.amount(told.now.eac).text,
        "vac": told.amount(told.now.vac, signed=True).text,
    }
    return _("CPI %(cpi)s, SPI(t) %(spi)s. Estimate at completion %(eac)s, variance to the budget %(vac)s.") % values


def s_curve(stand: Standpoint, told: Earned) -> Chart:
    """Return planned value, earned value, actual cost and the cone in which cost may end."""
    found = curve.s_curve(stand.project, stand.as_of, told.unit)
    days = _evenly(found.dates)
    lines: tuple[tuple[str, list[tuple[date, float]], bool], ...] = (
        (_("PV planned"), found.pv, False),
        (_("EV earned"), found.ev, False),
        (_("AC actual"), found.ac, False),
        (_("EAC lowest"), found.low, True),
        (_("EAC"), found.middle, True),
        (_("EAC highest"), found.high, True),
    )
    scale = MILLION if told.unit == Unit.YEN else told.minutes_per_day or 480
    series = tuple(Series(name, _along(points, days, scale), dashed) for name, points, dashed in lines if points)
    unit = _("million yen") if told.unit == Unit.YEN else _("person-days")
    return Chart(_("S-curve"), "line", tuple(f"{d.year}/{d.month}/{d.day}" for d in days), series, unit)


def _evenly(days: list[date]) -> list[date]:
    """Return days with no gap longer than a week: a chart of categories draws every step as wide as any other."""
    found = list(days[:1])
    for day in days[1:]:
        while (day - found[-1]).days > WEEK:
            found.append(found[-1] + timedelta(WEEK))
        found.append(day)
    return found


def _along(points: list[tuple[date, float]], days: list[date], scale: float) -> tuple[float | None, ...]:
    """Return a line's values on each day, straight between its points; None outside them."""
    found: list[float | None] = []
    for day in days:
        after = next((n for n, (d, _value) in enumerate(points) if d >= day), None)
        if after is None or (after == 0 and points[0][0] != day):
            found.append(None)
        elif points[after][0] == day:
            found.append(points[after][1] / scale)
        else:
            (d0, v0), (d1, v1) = points[after - 1], points[after]
            found.append((v0 + (v1 - v0) * (day - d0).days / (d1 - d0).days) / scale)
    return tuple(None if v is None else round(v, 3) for v in found)


def trend_charts(stand: Standpoint, told: Earned) -> tuple[Chart, Chart]:
    """Return SPI(t) and CPI over twelve report dates, and the two against each other."""
    found = earned.trend(stand.project, stand.as_of, WEEKS, told.unit)
    days = tuple(f"{s.as_of.month}/{s.as_of.day}" for s in found)
    pace, cost = tuple(_pace(s) for s in found), tuple(s.cpi for s in found)
    line = Chart(_("Trend of SPI(t) and CPI"), "line", days, (Series("SPI(t)", pace), Series("CPI", cost)))
    last = Series(_("now"), cost[-1:], xs=pace[-1:])
    before = Series(_("earlier"), cost[:-1], xs=pace[:-1])
    eye = Chart(_("Bull's-eye: upper right is fast and cheap"), "scatter", (), (before, last), "CPI", "SPI(t)")
    return line, eye


def summary(stand: Standpoint, number: str) -> Section:
    """Return the section of a pack: answer, S-curve, few rows."""
    told = earned_value(stand)
    title = f"{number} {_('Cost and earned value')}".strip()
    if told is None:
        return Section("cost", title, (nothing(),), subject=COST)
    return Section("cost", title, (answer(told),), (s_curve(stand, told), brief(told)), COST)


def brief(told: Earned) -> Table:
    """Return the figures that a committee asks for, now and last time, in two lines."""
    names = ("bac", "ac", "eac", "vac", "spi_t", "cpi", "tcpi_bac")
    labels = ("BAC", "AC", "EAC", "VAC", "SPI(t)", "CPI", "TCPI")
    columns = (("", "text", 3), *((label, "decimal", 3) for label in labels))
    lines = ((_("now"), told.now), (_("last time"), told.was))
    rows = [row(label, cells.text(label), *(_figure(told, s, name) for name in names)) for label, s in lines if s]
    return table("", columns, rows)


def _figure(told: Earned, s: EvmSnapshot, name: str) -> Cell:
    value = getattr(s, name)
    if name in ("spi_t", "cpi", "tcpi_bac"):
        return cells.ratio(value, None if name == "tcpi_bac" else 0.9)
    return told.amount(value, signed=name == "vac")


def totals(told: Earned) -> Table:
    """Return the project's figures, with those of last time."""
    now, was = told.now, told.was
    columns = ((_("Figure"), "text", 5), (_("now"), "decimal", 3), (_("last time"), "decimal", 3))
    amounts = ("bac", "pv", "ev", "ac", "eac", "vac")
    rows = [
        row(n, cells.text(n.upper()), told.amount(getattr(now, n)), told.amount(getattr(was, n, None) if was else None))
        for n in amounts
    ]
    for name, label in (("spi", "SPI"), ("spi_t", "SPI(t)"), ("cpi", "CPI"), ("tcpi_bac", "TCPI")):
        rows.append(
            row(name, cells.text(label), cells.ratio(getattr(now, name), 0.9 if name != "tcpi_bac" else None),
                cells.ratio(getattr(was, name) if was else None))
        )  # fmt: skip
    return table("", columns, rows)


def accounts(stand: Standpoint, told: Earned) -> Table:
    """Return the table by control account, with the explanation of each variance beyond the limit."""
    found = earned.by_account(stand.project, told.now.as_of, told.unit)
    said = earned.explanations(found)
    amounts = ("bac", "pv", "ev", "ac", "sv", "cv")
    columns = (
        (_("Control account"), "text", 6),
        *((name.upper(), "decimal", 3) for name in amounts),
        ("SPI", "ratio", 2),
        ("SPI(t)", "ratio", 2),
        ("CPI", "ratio", 2),
        ("EAC", "decimal", 3),
        ("VAC", "decimal", 3),
        ("TCPI", "ratio", 2),
        (_("Comment"), "text", 7),
    )
    rows = [row(s.account.code if s.account else "", *_account(told, s, said)) for s in (*found, told.now)]
    return table(_("By control account (%(unit)s)") % {"unit": told.over_tables}, columns, rows)


def _account(told: Earned, s: EvmSnapshot, said: dict[int, Any]) -> tuple[Cell, ...]:
    name = f"{s.account.code} {spoken(s.account)}" if s.account else _("Whole project")
    explained = said.get(s.pk)
    missing = explained is None and asks_explanation(s, Limits.of(organisation(), s.project.project_type))
    comment = explained.cause if explained else _("▲ an explanation is missing") if missing else ""
    return (
        cells.text(name),
        *(told.amount(getattr(s, n), bare=True) for n in ("bac", "pv", "ev", "ac")),
        *(told.amount(getattr(s, n), signed=True, bare=True) for n in ("sv", "cv")),
        cells.ratio(s.spi, 0.9),
        cells.ratio(s.spi_t, 0.9),
        cells.ratio(s.cpi, 0.9),
        told.amount(s.eac, bare=True),
        told.amount(s.vac, signed=True, bare=True),
        cells.ratio(s.tcpi_bac),
        cells.text(comment, tone="amber" if missing else ""),
    )


def finishes(stand: Standpoint, told: Earned) -> Section:
    """Return the forecast finishes by each method, beside each other, with those of last time (6.5)."""
    columns = (
        (_("Method"), "text", 6),
        (_("Finish"), "date", 3),
        (_("Last time"), "date", 3),
        (_("Against the baseline"), "days", 3),
    )
    rows = [_finish(stand, label, now, was) for label, now, was in _methods(stand, told)]
    return Section("finishes", _("Forecast finish by method"), (), (table("", columns, rows),), COST)


def _methods(stand: Standpoint, told: Earned) -> Iterator[tuple[str, date | None, date | None]]:
    yield _("Plan (critical path)"), _day(stand.now), _day(stand.was)
    was = told.was.finish_ieac if told.was else None
    yield _("Earned schedule IEAC(t)"), told.now.finish_ieac, was
    found = {f.method: f.day for f in Promise.objects.filter(project=stand.project, as_of=stand.as_of, uid="")}
    before = Promise.objects.filter(project=stand.project, as_of=stand.before, uid="") if stand.before else []
    earlier = {f.method: f.day for f in before}
    for method in (Method.P50, Method.P80, Method.PM):
        if found.get(method) or earlier.get(method):
            yield str(method.label), found.get(method), earlier.get(method)


def _finish(stand: Standpoint, label: str, now: date | None, was: date | None) -> Row:
    baseline = _day(stand.now, "baseline_finish")
    slip = working_days([baseline], [now])[0] if baseline and now else None
    return row(label, cells.text(label), cells.day(now), cells.day(was), cells.days(slip))


def _day(answer: dict[str, Any], name: str = "finish") -> date | None:
    ticks = answer.get(name)
    return None if ticks is None else finish_date_of(ticks)
