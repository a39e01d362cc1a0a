"""The nested text in which XER keeps the days of a calendar, as
``(0||CalendarData()((0||DaysOfWeek()((0||2()((0||0(s|08:00|f|16:00)()))))...(0||Exceptions()((0||0(d|41519)())))))``.
"""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta

_TOKEN = re.compile(r"\(\s*\d*\|\|\s*([^()|]*?)\s*\(([^()]*)\)\s*\(|\)\s*\)")
_SPACE = re.compile(r"[\x00-\x20\x7f]+")
_DAY_ZERO = date(1899, 12, 30)
_LAST_SERIAL = 200_000  # the year 2447


@dataclass(slots=True)
class Node:
    """One part: its name, its attributes and the parts inside it."""

    name: str
    attributes: dict[str, str]
    parts: list["Node"] = field(default_factory=list)

    def find(self, name: str) -> "Node | None":
        """Return the part of a name inside this one."""
        return next((part for part in self.parts if part.name == name), None)


def parse(text: str) -> Node | None:
    """Return the outermost part; None if the text is not of this form. O(length)."""
    text = _SPACE.sub("", text)
    top = Node("", {})
    open_parts = [top]
    for token in _TOKEN.finditer(text):
        if token.group(1) is not None:
            node = Node(token.group(1), _attributes(token.group(2)))
            open_parts[-1].parts.append(node)
            open_parts.append(node)
        elif len(open_parts) > 1:
            open_parts.pop()
    return top.parts[0] if top.parts else None


def _attributes(text: str) -> dict[str, str]:
    words = text.split("|")
    return dict(zip(words[0::2], words[1::2], strict=False))


def times(node: Node) -> list[tuple[int, int]] | None:
    """Return the (start, finish) minutes of the shifts in a day or exception; None if one cannot be read.

    A finish at or before its start lies on the next day, and is given as more than 1440.
    """
    found = []
    for part in node.parts:
        if not part.attributes:
            continue
        start, finish = _minute(part.attributes.get("s", "")), _minute(part.attributes.get("f", ""))
        if start is None or finish is None:
            return None
        found.append((start, finish if finish > start else finish + 1440))
    return found


def day_of(node: Node) -> date | None:
    """Return the date of an exception; None if it is not one."""
    serial = node.attributes.get("d", "").partition(".")[0]
    if not serial.isdecimal() or not 0 < int(serial) < _LAST_SERIAL:
        return None
    return _DAY_ZERO + timedelta(days=int(serial))


def _minute(text: str) -> int | None:
    match = re.fullmatch(r"(\d{1,2}):?(\d{2})(?::\d{2})?\s*(AM|PM)?", text, re.IGNORECASE)
    if match is None:
        return None
    hour, minute = int(match.group(1)), int(match.group(2))
    if match.group(3):
        hour = hour % 12 + (12 if match.group(3).upper() == "PM" else 0)
    return hour * 60 + minute if hour < 25 and minute < 60 else None
