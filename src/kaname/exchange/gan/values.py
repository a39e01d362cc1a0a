"""Single values of a .gan file: attributes of elements; what cannot be read is told and left out."""

import math
from datetime import date

from lxml import etree

from kaname.engine.diagnostics import Diagnostic, warning
from kaname.exchange.date_range import FIRST_YEAR, LAST_YEAR

MOST_DAYS = 40_000
"""A hundred years and more of working days; a longer task is a slip."""
LARGEST = 1e15


class Findings:
    """Collects what is wrong and what is not kept while a file is read."""

    def __init__(self, diagnostics: list[Diagnostic]):
        """Go on from what opening the file has found."""
        self.diagnostics = diagnostics
        self.left_out: dict[str, int] = {}

    def warn(self, code: str, subject: str, **params: object) -> None:
        """Note a problem that changes the result."""
        self.diagnostics.append(warning(code, subject, **params))

    def leave_out(self, what: str, count: int = 1) -> None:
        """Note something the file holds that we do not keep."""
        if count:
            self.left_out[what] = self.left_out.get(what, 0) + count

    def number(self, node: etree._Element, name: str, most: float = LARGEST, least: float = -LARGEST) -> float | None:
        """Return the number in an attribute between two bounds; None where there is none that can be used."""
        text = (node.get(name) or "").strip()
        if not text:
            return None
        try:
            found = float(text)
        except ValueError:
            found = math.nan
        if least <= found <= most:  # not true of NaN
            return found
        self._unreadable(node, name, text)
        return None

    def day(self, node: etree._Element, name: str) -> date | None:
        """Return the date in an attribute; None where there is none that can be used."""
        text = (node.get(name) or "").strip()
        if not text:
            return None
        try:
            found = date.fromisoformat(text[:10])
        except ValueError:
            found = None
        if found is not None and FIRST_YEAR <= found.year <= LAST_YEAR:
            return found
        self._unreadable(node, name, text)
        return None

    def _unreadable(self, node: etree._Element, name: str, text: str) -> None:
        self.warn("gan-unreadable-value", subject_of(node), line=node.sourceline, field=name, value=text[:80])


def subject_of(node: etree._Element) -> str:
    """Return what a file calls an element: its kind and its id, or what it belongs to."""
    key = node.get("id") or node.get("task-id") or node.get("resourceid") or ""
    return f"{node.tag} {key}".strip()
