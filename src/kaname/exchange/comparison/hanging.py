"""Relations and assignments hang on activities: where one goes they go with it, and where it is kept they come back.

A side that removes an activity removes what hangs on it without meaning anything more by that. So nobody is asked
about those rows, and they follow what is decided about the activity.
"""

from collections.abc import Hashable
from typing import Any, NamedTuple

from kaname.exchange.comparison.keys import Rows

ENDS = {"relations": 2, "assignments": 1}
"""How many of the parts of a row's key are activities."""
type Three = tuple[Any, Any, Any]


class Presence(NamedTuple):
    """Activities of the base that each side removed, and those of all that are left."""

    gone_theirs: frozenset[Hashable]
    gone_ours: frozenset[Hashable]
    left: frozenset[Hashable]


def presence(base: Rows, theirs: Rows, ours: Rows, left: Rows) -> Presence:
    """Return who removed which activities, and what is left of all."""
    return Presence(frozenset(base.keys() - theirs.keys()), frozenset(base.keys() - ours.keys()), frozenset(left))


def following(table: str, key: Hashable, rows: Three, activities: Presence) -> Three:
    """Return base, theirs and ours of a row as its activities' fate leaves them to be merged.

    Where a side's row is missing only because that side removed an activity, and the activity stays, the side says
    nothing of the row. Where the activity goes, the row goes without a question.
    """
    base, theirs, ours = rows
    if table not in ENDS or base is None or not isinstance(key, tuple):
        return rows
    ends = set(key[: ENDS[table]])
    by_them = theirs is None and bool(ends & activities.gone_theirs)
    by_us = ours is None and bool(ends & activities.gone_ours)
    if not by_them and not by_us:
        return rows
    if ends <= activities.left:
        return base, base if by_them else theirs, base if by_us else ours
    return base, None if by_them else base, None if by_us else base
