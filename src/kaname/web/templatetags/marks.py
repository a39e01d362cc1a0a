"""Filters that every page may use (builtins: no {% load %}). Quick enough for loops over hundreds of rows."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache
from html import escape
from typing import Any

from django import template
from django.utils.formats import number_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kaname.domains.core.instants import TICKS_A_MINUTE, finish_date_of, moment_of
from kaname.domains.project.enums import ProjectStatus

register = template.Library()
DASH = "―"
STATUSES = dict(ProjectStatus.choices)
SIGNS = {"red": "●", "stale": "◇", "amber": "▲", "green": "○", "unknown": "―"}
WEEKDAYS = "月火水木金土日"
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
WEEKDAYS_EN = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]


@register.filter
def plan_start(ticks: int | None) -> datetime | None:
    """Return the moment of a start in ticks."""
    return None if ticks is None else moment_of(ticks)


@register.filter
def plan_finish(ticks: int | None) -> date | None:
    """Return the day that a finish in ticks falls on; midnight belongs to the day before."""
    return None if ticks is None else finish_date_of(ticks)


@register.filter
def ja_date(day: date | None) -> str:
    """Return a day with its weekday: 2026/11/20(金), or Fri 20 Nov 2026 in English."""
    if day is None:
        return DASH
    if get_language() == "ja":
        return f"{day.year}/{day.month}/{day.day}({WEEKDAYS[day.weekday()]})"
    return f"{WEEKDAYS_EN[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


@register.filter(expects_localtime=True)
def short_date(day: date | None) -> str:
    """Return a day for a column: 2026/11/20, or 20 Nov 2026 in English."""
    if day is None:
        return DASH
    if get_language() == "ja":
        return f"{day.year}/{day.month:02}/{day.day:02}"
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


@register.filter(expects_localtime=True)
def moment(at: datetime | None) -> str:
    """Return a moment for a column: 2026/11/20 17:42, or 20 Nov 2026 17:42 in English."""
    return DASH if at is None else f"{short_date(at)} {at:%H:%M}"


@register.filter(expects_localtime=True)
def near_moment(at: datetime | None) -> str:
    """Return a moment not far away, without its year: 11/27(金) 12:00, or Fri 27 Nov 12:00 in English."""
    if at is None:
        return DASH
    if get_language() == "ja":
        return f"{at.month}/{at.day}({WEEKDAYS[at.weekday()]}) {at:%H:%M}"
    return f"{WEEKDAYS_EN[at.weekday()]} {near_day(at)} {at:%H:%M}"


@register.filter(expects_localtime=True)
def near_day(day: date | None) -> str:
    """Return a day not far away, for a narrow column: 11/20, or 20 Nov in English."""
    if day is None:
        return DASH
    return f"{day.month}/{day.day}" if get_language() == "ja" else f"{day.day} {MONTHS[day.month - 1]}"


@register.filter
def short_month(day: date | None) -> str:
    """Return a month for a column: 2026/05, or May 2026 in English."""
    if day is None:
        return DASH
    return f"{day.year}/{day.month:02}" if get_language() == "ja" else f"{MONTHS[day.month - 1]} {day.year}"


def joined(sentences: Iterable[str]) -> str:
    """Return sentences in a row: with a space between them, save in Japanese."""
    return ("" if get_language() == "ja" else " ").join(sentences)


@register.filter
def listed(words: Iterable[object]) -> str:
    """Return words in a row as each language sets them apart."""
    return ("、" if get_language() == "ja" else ", ").join(map(str, words))


@register.filter
def until(first: date | None, last: date | None) -> str:
    """Return a period: 2026/11/01～2027/03/31, or 1 Nov 2026 – 31 Mar 2027 in English."""
    return ("～" if get_language() == "ja" else " – ").join((short_date(first), short_date(last)))


@register.filter
def number(value: float | None, places: int = 0) -> str:
    """Return a number with thousands separated, or a dash for nothing."""
    if value is None:
        return DASH
    return number_format(round(value, places), places, use_l10n=True, force_grouping=True)


@register.filter
def percent(value: float | None) -> str:
    """Return 0..100 as a whole percent."""
    return DASH if value is None else f"{value:.0f}%"


@register.filter
def share_of(value: float | None) -> str:
    """Return 0..100 as a percent to a tenth, or a dash."""
    return DASH if value is None else f"{value:.1f}%"


@register.filter
def days(ticks: int | None, minutes_per_day: int = 480) -> str:
    """Return working ticks as days, to a tenth where it is not whole: 3日, 2.5日."""
    return plain_days(None if ticks is None else ticks / TICKS_A_MINUTE / (minutes_per_day or 480))


@register.filter
def signed_days(count: int | None) -> str:
    """Return a difference in working days with its sign: +5日 is late."""
    return DASH if count is None else _signed(count, get_language() or "ja")


@lru_cache(maxsize=2000)
def _signed(count: int, language: str) -> str:
    return _("±0 d") if count == 0 else _("%(count)s d") % {"count": f"{count:+,d}"}


@register.filter
def health_mark(value: str | None) -> SafeString:
    """Return a health as mark, word and colour: never colour alone."""
    return _health(value or "unknown", get_language() or "ja")


@lru_cache(maxsize=64)
def _health(value: str, language: str) -> SafeString:
    known = value if value in SIGNS else "unknown"
    return mark_safe(  # noqa: S308 - of constants only
        f'<span class="health health-{known}"><i aria-hidden="true">{SIGNS[known]}</i>{health_word(known)}</span>'
    )


@register.filter
def health_dot(value: str | None) -> SafeString:
    """Return a health as its mark alone, for narrow columns; its word is read aloud."""
    known = value if value in SIGNS else "unknown"
    word = health_word(known)
    return mark_safe(  # noqa: S308 - of constants only
        f'<span class="health health-{known}" title="{word}"><i aria-hidden="true">{SIGNS[known]}</i>'
        f'<span class="unseen">{word}</span></span>'
    )


@register.filter
def signed(value: float | None, places: int = 0) -> str:
    """Return a difference with its sign."""
    if value is None:
        return DASH
    return f"{'+' if value > 0 else ''}{number(value, places)}"


@register.filter
def share(value: float | None) -> str:
    """Return 0..1 as a whole percent."""
    return DASH if value is None else f"{100 * value:.0f}%"


@register.filter
def health_sign(value: str | None) -> str:
    """Return only the mark of a health, for print and downloads."""
    return SIGNS.get(value or "unknown", "―")


@register.filter
def at(mapping: Any, key: Any) -> Any:
    """Return the value of a key that stands in a variable."""
    return mapping.get(key) if hasattr(mapping, "get") else None


@register.filter
def health_word(value: str | None) -> str:
    """Return a health as a word only, for labels that are read aloud."""
    words = {"red": _("Red"), "stale": _("Out of date"), "amber": _("Amber"), "green": _("Green")}
    return words.get(value or "", _("Unknown"))


@register.filter
def plain_days(count: float | None) -> str:
    """Return days as they are, to a tenth where they are not whole."""
    return DASH if count is None else _plain(round(count, 1), get_language() or "ja")


@lru_cache(maxsize=2000)
def _plain(count: float, language: str) -> str:
    return _("%(count)s d") % {"count": f"{count:,.0f}" if count == int(count) else f"{count:,.1f}"}


@register.filter
def days_ago(count: int | None) -> str:
    """Return how long ago something was."""
    return DASH if count is None else _ago(count, get_language() or "ja")


@lru_cache(maxsize=2000)
def _ago(count: int, language: str) -> str:
    return _("today") if count == 0 else _("%(count)s d ago") % {"count": count}


@register.filter
def status_word(value: str) -> str:
    """Return a project's status in words."""
    return _status(value, get_language() or "ja")


@lru_cache(maxsize=100)
def _status(value: str, language: str) -> str:
    return str(STATUSES.get(value, value))


@register.filter
def month_name(day: date) -> str:
    """Return a month for an axis, with the year where it begins."""
    if get_language() == "ja":
        return f"{day.year}年{day.month}月" if day.month == 1 else f"{day.month}月"
    return f"{MONTHS[day.month - 1]} {day.year}" if day.month == 1 else MONTHS[day.month - 1]


@register.filter
def unlocalize_number(value: float) -> SafeString:
    """Return a number as drawings need it: a point, no thousands."""
    return mark_safe(f"{value:g}")  # noqa: S308 - a number


@register.filter
def options(choices: Iterable[tuple[Any, Any]], wanted: Any = "") -> SafeString:
    """Return pairs of value and name as the options of a select, written as text: long lists are not looked up."""
    return SafeString(
        "".join(
            f'<option value="{escape(str(value))}"{" selected" if value == wanted else ""}>{escape(str(name))}</option>'
            for value, name in choices
        )
    )
