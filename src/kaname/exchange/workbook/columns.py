"""The columns of one table, and settling what several similar ones mean together."""

from dataclasses import dataclass, replace

from kaname.exchange.workbook import vocabulary
from kaname.exchange.workbook.headings import plain
from kaname.exchange.workbook.roles import Aspect, Role

_DATED = (Role.START, Role.FINISH)
_MEASURED = (Role.START, Role.FINISH, Role.DURATION, Role.WORK, Role.COST)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its place, its words, and what they mean (role None: not understood, kept as a field)."""

    index: int
    title: str
    role: Role | None
    aspect: Aspect = Aspect.NONE
    unit: str = ""
    rank: int = 0
    weak: bool = False


def settle(columns: list[Column]) -> list[Column]:
    """Return the columns with each meaning given once; what is left over is kept as a field."""
    columns = _settle_names(columns)
    for role in _MEASURED:
        columns = _settle_amounts(columns, role)
    columns = _settle_deadline(columns)
    return _once(columns)


def _settle_names(columns: list[Column]) -> list[Column]:
    """A strong name beats a weak one; a sole group column, or one titled WBS, names when nothing else does."""
    columns = _staircase(columns)
    names = [c for c in columns if c.role == Role.NAME]
    strong = [c for c in names if not c.weak]
    groups = [c for c in columns if c.role == Role.GROUP]
    if names:
        kept = (strong or names)[0]
        return [replace(c, role=None) if c in names and c is not kept else c for c in columns]
    codes = [c for c in columns if c.role == Role.WBS]
    if not groups and codes:
        return [replace(c, role=Role.NAME, rank=vocabulary.NAME_RANK) if c is codes[0] else c for c in columns]
    if len(groups) == 1:
        only = groups[0]
        return [replace(c, role=Role.NAME, rank=vocabulary.NAME_RANK) if c is only else c for c in columns]
    return columns


def _staircase(columns: list[Column]) -> list[Column]:
    """One name label over several columns: each column is a level of the hierarchy."""
    names = [c for c in columns if c.role == Role.NAME]
    steps = [c for c in names if c.title == names[0].title]
    if len(steps) < 2 or steps[-1].index - steps[0].index != len(steps) - 1:
        return columns
    ranks = {c.index: vocabulary.NAME_RANK + place for place, c in enumerate(steps)}
    return [replace(c, role=Role.GROUP, rank=ranks[c.index]) if c.index in ranks else c for c in columns]


def _settle_amounts(columns: list[Column], role: Role) -> list[Column]:
    """Decide which of several start (finish, effort..) columns is the plan, the actual and the baseline."""
    mine = [c for c in columns if c.role == role]
    aspects = {c.aspect for c in mine}
    meant: dict[int, Aspect] = {}
    bare = [c for c in mine if c.aspect == Aspect.NONE]
    dued = any(c.role == Role.DEADLINE and plain(c.title) in vocabulary.DUE for c in columns)
    for place, c in enumerate(bare):
        planned = Aspect.PLAN in aspects or place > 0
        free = Aspect.ACTUAL not in aspects and role in _DATED
        planned = planned or (role == Role.FINISH and c.weak and dued)
        happened = planned and free and (c.weak or Aspect.PLAN in aspects)
        meant[c.index] = Aspect.ACTUAL if happened else Aspect.PLAN
    revised = [c for c in mine if c.aspect == Aspect.REVISED]
    if revised:
        for c in mine:
            if c.aspect == Aspect.PLAN or (c.aspect == Aspect.NONE and meant[c.index] == Aspect.PLAN):
                meant[c.index] = Aspect.REVISED if Aspect.BASELINE in aspects else Aspect.BASELINE
        meant[revised[-1].index] = Aspect.PLAN
    return [replace(c, aspect=meant[c.index]) if c.role == role and c.index in meant else c for c in columns]


def _settle_deadline(columns: list[Column]) -> list[Column]:
    """A column 期限 or Due is the planned finish where no other column is."""
    if any(c.role == Role.FINISH and c.aspect in (Aspect.NONE, Aspect.PLAN, Aspect.BASELINE) for c in columns):
        return columns
    first = next((c for c in columns if c.role == Role.DEADLINE), None)
    return [replace(c, role=Role.FINISH, aspect=Aspect.PLAN) if c is first else c for c in columns]


_SEVERAL = {Role.ASSIGNEE, Role.NOTES, Role.GROUP, Role.GANTT, None}


def _once(columns: list[Column]) -> list[Column]:
    seen: set[tuple[Role | None, Aspect]] = set()
    kept = []
    for c in columns:
        aspect = Aspect.PLAN if c.aspect == Aspect.NONE else c.aspect
        if c.role not in _SEVERAL and (c.role, aspect) in seen:
            c = replace(c, role=None)
        seen.add((c.role, aspect))
        kept.append(replace(c, aspect=aspect) if c.role in _MEASURED else c)
    return kept
