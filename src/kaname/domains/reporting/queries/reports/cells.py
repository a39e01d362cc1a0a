"""Cells of reports: how a value reads in the reader's language, with the value itself behind it."""

from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kaname.domains.core.instants import finish_date_of
from kaname.exchange.reports.document import Cell

DASH = "―"
SIGNS = {"red": "●", "amber": "▲", "green": "○", "stale": "◇", "unknown": "―"}
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
EPOCH = date(1970, 1, 1)


def text(words: object, href: str = "", tone: str = "") -> Cell:
    """Return words."""
    said = "" if words is None else str(words)
    return Cell(said or DASH, said or None, tone, href)


def day_words(day: date | None) -> str:
    """Return a day as it is read: 2026/11/20, or 20 Nov 2026."""
    if day is None:
        return DASH
    if (get_language() or "ja").startswith("en"):
        return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    return f"{day.year}/{day.month:02}/{day.day:02}"


def day(value: date | None, href: str = "", tone: str = "") -> Cell:
    """Return a day."""
    return Cell(day_words(value), value, tone, href)


def finish(ticks: int | None, href: str = "", tone: str = "") -> Cell:
    """Return the day that a finish in ticks falls on."""
    return day(None if ticks is None else finish_date_of(ticks), href, tone)


def days_words(count: int | None) -> str:
    """Return a difference in working days with its sign."""
    if count is None:
        return DASH
    return _("±0 d") if count == 0 else _("%(count)s d") % {"count": f"{count:+,d}"}


def days(count: int | None, href: str = "") -> Cell:
    """Return a difference in working days; late is marked."""
    return Cell(days_words(count), count, "late" if count and count > 0 else "", href, "days")


def span(count: float | None) -> Cell:
    """Return a number of days, to a tenth where it is not whole."""
    if count is None:
        return Cell(DASH)
    found = round(count, 1)
    words = _("%(count)s d") % {"count": f"{found:,.0f}" if found == int(found) else f"{found:,.1f}"}
    return Cell(words, found, kind="decimal")


def number(value: float | None, tone: str = "") -> Cell:
    """Return a whole number."""
    return Cell(DASH if value is None else f"{value:,.0f}", value, tone, kind="integer")


def ratio(value: float | None, limit: float | None = None) -> Cell:
    """Return an index to two places; below ``limit`` it is marked."""
    if value is None:
        return Cell(DASH)
    return Cell(f"{value:.2f}", round(value, 4), "red" if limit is not None and value < limit else "", kind="ratio")


def percent(value: float | None, tone: str = "") -> Cell:
    """Return 0..100 as a whole percent."""
    return Cell(DASH if value is None else f"{value:.0f}%", value, tone, kind="percent")


def points(value: float | None) -> Cell:
    """Return a difference of percents in points; behind is marked."""
    if value is None:
        return Cell(DASH)
    words = _("%(count)s pt") % {"count": f"{value:+.0f}"}
    return Cell(words, round(value, 1), "late" if value <= -5 else "", kind="decimal")


def amount_words(value: float | None, unit: str, minutes_per_day: int = 480) -> str:
    """Return an amount of a budget: yen in thousands, minutes of work as person-days."""
    if value is None:
        return DASH
    if unit == "minutes":
        return _("%(count)s person-days") % {"count": f"{value / (minutes_per_day or 480):,.1f}"}
    return _("¥%(count)sk") % {"count": f"{value / 1000:,.0f}"}


def amount(
    value: float | None, unit: str, minutes_per_day: int = 480, *, signed: bool = False, bare: bool = False
) -> Cell:
    """Return an amount; with ``signed`` a shortfall is marked. Behind it: yen, or person-days.

    ``bare``: without its unit, which then stands over the table: thousands of yen, or person-days.
    """
    if value is None:
        return Cell(DASH)
    behind = value / (minutes_per_day or 480) if unit == "minutes" else value
    words = amount_words(value, unit, minutes_per_day)
    if bare:
        words = f"{behind:,.1f}" if unit == "minutes" else f"{value / 1000:,.0f}"
    tone = "late" if signed and value < 0 else ""
    kind = "decimal" if unit == "minutes" else "yen"
    return Cell(("+" if signed and value > 0 else "") + words, round(behind, 1), tone, kind=kind)


def health_words(value: str) -> str:
    """Return a health as a word."""
    words = {"red": _("Red"), "amber": _("Amber"), "green": _("Green"), "stale": _("Out of date")}
    return words.get(value, _("Unknown"))


def health(value: str) -> Cell:
    """Return a health as mark and word, coloured: never colour alone."""
    known = value if value in SIGNS else "unknown"
    words = f"{SIGNS[known]}{health_words(known)}" if known != "unknown" else f"{SIGNS[known]} {health_words(known)}"
    return Cell(words, words, known if known != "stale" else "unknown")


def judged(slip: int | None) -> str:
    """Return what a slip in working days is judged as: red beyond five, amber beyond none (specification 5.4)."""
    return "unknown" if slip is None else "red" if slip > 5 else "amber" if slip > 0 else "green"


def since_epoch(value: date | None) -> float | None:
    """Return a day as charts count it."""
    return None if value is None else float((value - EPOCH).days)
