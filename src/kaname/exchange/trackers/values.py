"""Values in trackers' JSON: names of things, days, hours; whatever is not there is empty."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from kaname.exchange.workbook.dates import read_date
from kaname.exchange.workbook.tickets import Moment

_MOST = 1e6
_TOKYO = timedelta(hours=9)


def named(value: object, *keys: str) -> str:
    """Return the name of a thing given as an object (or as a text)."""
    if isinstance(value, Mapping):
        return next((str(value[key]) for key in (*keys, "name") if value.get(key)), "")
    return value if isinstance(value, str) else ""


def text(value: object) -> str:
    """Return a text or number as text."""
    return "" if value is None or isinstance(value, (dict, list)) else str(value)


def day(value: object) -> Moment:
    """Return a day. One given as an instant is midnight where it was typed: 15:00Z is the next day in Japan."""
    said = text(value)
    read = read_date(said.split(".")[0].removesuffix("Z") if "T" in said else said)
    if read is None:
        return said or None
    return read.when + _TOKYO if said.endswith("Z") and (read.when + _TOKYO).hour == 0 else read.when


def moment(value: object) -> datetime | None:
    """Return an instant as it is written, its zone left aside."""
    said = text(value)
    read = read_date(said[:19].replace("Z", "")) if said else None
    return read.when if read else None


def number(value: object) -> float | None:
    """Return a number; none of those that no hours, days or percents have."""
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        return None
    return float(value) if abs(value) < _MOST else None


def listed(content: Any, key: str) -> list[dict[str, Any]]:
    """Return the objects of a list, alone or under a key; none where there is no such list."""
    found = content.get(key) if isinstance(content, dict) else content
    return [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []
