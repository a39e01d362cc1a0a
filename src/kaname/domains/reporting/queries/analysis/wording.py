"""Numbers of an analysis as people read them, and its answer in a sentence."""

from collections.abc import Sequence
from datetime import date

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kaname.domains.core.queries import organisation
from kaname.domains.cost.enums import Unit
from kaname.domains.reporting.queries.analysis.asked import NOTHING, Asked
from kaname.domains.reporting.queries.analysis.labels import day_words
from kaname.domains.reporting.queries.analysis.pivot import Cell, Line, Pivot

DASH = "―"
PLACES = {"count": 0, "yen": 0, "days": 1, "points": 1, "index": 2}


def amount(value: float | None, asked: Asked) -> float | None:
    """Return a value in the unit in which it is shown: minutes of work as person-days."""
    if value is not None and asked.counted.shape == "yen" and asked.unit == Unit.MINUTES:
        return value / organisation().minutes_per_day
    return value


def places(asked: Asked) -> int:
    """Return how many digits stand after the point."""
    person_days = asked.counted.shape == "yen" and asked.unit == Unit.MINUTES
    return 1 if person_days else PLACES.get(asked.counted.shape, 1)


def shown(value: float | None, asked: Asked, signed: bool = False) -> str:
    """Return a value as a cell shows it; a share in percent, a difference with its sign."""
    found = amount(value, asked)
    if found is None:
        return DASH
    sign = "+" if signed and found > 0 else ""
    if asked.counted.shape == "share":
        percent = number_format(round(found * 100, 1), 1)
        return f"{sign}{percent}" if signed else f"{percent} %"
    return sign + number_format(round(found, places(asked)) + 0.0, places(asked), force_grouping=True)


def unit_words(asked: Asked) -> str:
    """Return what the values are counted in; "" where the measure's name says it."""
    if asked.counted.shape != "yen":
        return ""
    return _("person-days") if asked.unit == Unit.MINUTES else _("yen")


def caption(asked: Asked) -> str:
    """Return what the picture shows."""
    unit = unit_words(asked)
    return f"{asked.counted.label} ({unit})" if unit else str(asked.counted.label)


LETTERS = {"r": "●", "a": "▲", "g": "○", "-": "―"}


def fact_words(value: object, shape: str, asked: Asked) -> str:
    """Return a value of a fact as its column shows it."""
    if value is None:
        return DASH
    if shape == "marks":
        return "".join(LETTERS.get(letter, letter) for letter in str(value))
    if isinstance(value, date):
        return day_words(value, "day", stock=True)
    if shape == "text" or not isinstance(value, (int, float)):
        return str(value)
    if shape == "percent":
        return f"{number_format(round(value), 0)} %"
    if shape == "yen" and asked.unit == Unit.MINUTES:
        return number_format(round(value / organisation().minutes_per_day, 1), 1, force_grouping=True)
    digits = 1 if shape == "days" else 0
    return number_format(round(value, digits), digits, force_grouping=True)


def sums(cell: Cell) -> str:
    """Return the two sums of a ratio, so that it can be worked out again; "" where there is none."""
    if cell.bottom is None:
        return ""
    shown_ = (
        number_format(round(v, 2), 0 if v == round(v) else 2, force_grouping=True) for v in (cell.top, cell.bottom)
    )
    return " / ".join(shown_)


def answer(found: Pivot) -> str:
    """Return the answer: the number over everything, then where it is largest and smallest, or how it moved."""
    asked, foot = found.asked, found.foot
    if foot is None or not found.columns:
        return _("Nothing that you may see was frozen for this question.")
    measure = str(asked.counted.label)
    if asked.cohort:
        return _("%(measure)s by the weeks since the start: %(n)s groups over %(columns)s steps of four weeks.") % {
            "measure": measure,
            "n": len(found.lines) + found.left_out,
            "columns": len(found.columns),
        }
    return " ".join(filter(None, [_moved(found, foot, measure) or _whole(found, foot, measure), _ends(found)]))


def _moved(found: Pivot, foot: Line, measure: str) -> str:
    if not found.asked.over_time or len(found.columns) < 2:
        return ""
    (first, before), (last, after) = found.columns[0], found.columns[-1]
    return _("%(measure)s: %(before)s in %(first)s, %(after)s in %(last)s.") % {
        "measure": measure,
        "before": shown(foot.cells[first].value if first in foot.cells else None, found.asked),
        "first": before,
        "after": shown(foot.cells[last].value if last in foot.cells else None, found.asked),
        "last": after,
    }


def _whole(found: Pivot, foot: Line, measure: str) -> str:
    cell = foot.total or next(iter(foot.cells.values()))
    if cell.bottom is None and cell.top == cell.n:  # what is counted are the facts themselves
        said = _("%(measure)s: %(value)s") % {"measure": measure, "value": shown(cell.value, found.asked)}
    else:
        said = _said(cell, measure, found.asked)
    if not found.days:
        return _("%(said)s.") % {"said": said}
    return _("%(said)s, frozen on %(day)s.") % {"said": said, "day": day_words(found.days[-1], "day", stock=True)}


def _said(cell: Cell, measure: str, asked: Asked) -> str:
    said = ngettext("%(measure)s: %(value)s, of %(n)s fact", "%(measure)s: %(value)s, of %(n)s facts", cell.n)
    n = number_format(cell.n, 0, force_grouping=True)
    return said % {"measure": measure, "value": shown(cell.value, asked), "n": n}


def _ends(found: Pivot) -> str:
    """Return which row has the most and which the least, where rows can be compared."""
    rows = [line for line in found.lines if line.key != NOTHING]
    compared = [(line, value) for line in rows if (value := _of(line, found.columns)) is not None]
    if len(compared) < 2:
        return ""
    high, low = max(compared, key=lambda pair: pair[1]), min(compared, key=lambda pair: pair[1])
    if high[1] == low[1]:
        return ""
    return _("Highest: %(high)s (%(most)s); lowest: %(low)s (%(least)s).") % {
        "high": high[0].label,
        "most": shown(high[1], found.asked),
        "low": low[0].label,
        "least": shown(low[1], found.asked),
    }


def _of(line: Line, columns: Sequence[tuple[str, str]]) -> float | None:
    if line.total is not None:
        return line.total.value
    return line.cells[columns[-1][0]].value if columns and columns[-1][0] in line.cells else None
