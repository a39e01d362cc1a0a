"""What a band, a reading and a gate's criteria must say; everything that is wrong is said at once."""

import math
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kaname.domains.quality.enums import SHARES, Unit

MOST_CRITERIA, BEST = 12, 5
"""Criteria of one gate; the best score of a criterion."""


def checked_band(lower: float | None, target: float | None, upper: float | None) -> None:
    """Refuse a band without any edge, one that goes downwards, and a target outside of it."""
    wrong: dict[str, Any] = {}
    if lower is None and upper is None:
        wrong["lower"] = _("Give at least one limit: without a band nothing can be out of it.")
    elif lower is not None and upper is not None and upper < lower:
        wrong["upper"] = _("The upper limit is below the lower one.")
    elif target is not None and not ((lower is None or target >= lower) and (upper is None or target <= upper)):
        wrong["target"] = _("The target lies outside its band.")
    if wrong:
        raise ValidationError(wrong)


def inside(value: float, lower: float | None, upper: float | None) -> bool:
    """Return whether a value is within a band, its edges included."""
    return (lower is None or value >= lower) and (upper is None or value <= upper)


def quotient(count: float, size: float, formula: str) -> float:
    """Return count ÷ size, of shares in percent (specification 5.6). ``size`` is not 0: that is refused before."""
    return count / size * (100 if formula in SHARES else 1)


def checked_reading(formula: str, unit: str, given: Mapping[str, Any]) -> None:
    """Refuse a division by nothing, a part that is larger than its whole, and a size in another unit."""
    wrong: dict[str, Any] = {}
    count, size, n = given.get("count"), given.get("size"), given.get("n")
    if count is not None and (not math.isfinite(count) or count < 0):
        wrong["count"] = _("Give a number of 0 or more.")
    if size is not None and (not math.isfinite(size) or size <= 0):
        wrong["size"] = _("Nothing can be divided by 0: give a size above it, or no reading.")
    if n is not None and n < 1:
        wrong["n"] = _("Say of how many it was measured: 1 or more.")
    if formula in SHARES and not wrong and count is not None and size is not None and count > size:
        wrong["count"] = _("The part is larger than the whole (%(count)s of %(size)s).") % {
            "count": f"{count:g}", "size": f"{size:g}",
        }  # fmt: skip
    if given.get("unit") != unit:
        said = _("This metric is counted per %(unit)s. Sizes in different units are never mixed (given: %(given)s).")
        names = dict(Unit.choices)
        wrong["unit"] = said % {"unit": names[unit], "given": names.get(given.get("unit", ""), "―")}
    if wrong:
        raise ValidationError(wrong)


def checked_criteria(given: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the criteria as they are kept, those without words left out; each is named by its place when wrong."""
    kept: list[dict[str, Any]] = []
    wrong: list[Any] = []
    for place, line in enumerate(given, start=1):
        text = str(line.get("text") or "").strip()
        if not text:
            continue
        must, weight, score = bool(line.get("must")), line.get("weight"), line.get("score")
        if not must and not (isinstance(weight, int) and 1 <= weight <= 100):
            wrong.append(_("Criterion %(place)s: give a weight from 1 to 100.") % {"place": place})
        if score is not None and not (isinstance(score, int) and 0 <= score <= BEST):
            wrong.append(_("Criterion %(place)s: a score is a whole number from 0 to 5.") % {"place": place})
        kept.append(
            {
                "text": text[:300],
                "text_en": str(line.get("text_en") or "").strip()[:300],
                "must": must,
                "weight": 0 if must else weight,
                "met": line.get("met") if must else None,
                "score": None if must else score,
                "evidence": str(line.get("evidence") or "").strip()[:300],
            }
        )
    if not kept:
        wrong.append(_("Write at least one criterion: a gate judges by something."))
    if len(kept) > MOST_CRITERIA:
        wrong.append(_("At most %(count)s criteria.") % {"count": MOST_CRITERIA})
    if wrong:
        raise ValidationError({"criteria": wrong})
    return kept


def score_of(criteria: Iterable[Mapping[str, Any]]) -> float | None:
    """Return Σ weight × score ÷ (5 × Σ weight), in percent; None where nothing has a score."""
    rows = [(c["weight"], c["score"]) for c in criteria if not c["must"] and c["score"] is not None]
    whole = sum(weight for weight, _score in rows) * BEST
    return 100 * sum(weight * score for weight, score in rows) / whole if whole else None


def unjudged(criteria: Iterable[Mapping[str, Any]]) -> list[int]:
    """Return the places, from 1, of the criteria that nobody has judged yet."""
    return [n for n, c in enumerate(criteria, 1) if (c["met"] if c["must"] else c["score"]) is None]


def unmet(criteria: Iterable[Mapping[str, Any]]) -> list[int]:
    """Return the places, from 1, of the musts that are not met."""
    return [n for n, c in enumerate(criteria, 1) if c["must"] and not c["met"]]
