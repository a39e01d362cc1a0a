"""Outline numbers (1, 1.1, 1.2, 2) as WBS codes: they follow from the place of a row, so nobody decides about them."""

from collections.abc import Iterable
from dataclasses import replace

from kaname.exchange.document import Activity, PlanDocument


def outline_numbers(levels: Iterable[int]) -> list[str]:
    """Return outline numbers: 1, 1.1, 1.2, 2; a row of level 0, which sums up the plan, is 0."""
    counts: list[int] = []
    codes = []
    for level in levels:
        if level == 0:
            codes.append("0")
            continue
        del counts[level:]
        counts += [0] * (level - len(counts))
        counts[-1] += 1
        codes.append(".".join(str(n) for n in counts))
    return codes


def is_numbered(document: PlanDocument) -> bool:
    """Tell whether the WBS codes of a plan are its outline numbers."""
    rows = document.activities
    return bool(rows) and [a.wbs for a in rows] == outline_numbers(a.outline_level for a in rows)


def without_numbers(document: PlanDocument) -> PlanDocument:
    """Return a plan without its WBS codes. Rows are copied, never changed."""
    return replace(document, activities=[replace(a, wbs="") for a in document.activities])


def numbered(activities: list[Activity]) -> list[Activity]:
    """Return rows with outline numbers as their WBS codes."""
    codes = outline_numbers(a.outline_level for a in activities)
    return [replace(a, wbs=code) for a, code in zip(activities, codes, strict=True)]
