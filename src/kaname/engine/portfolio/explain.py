"""Why: what each limit has left and is worth, what each rejected candidate lacks, and what must leave for it."""

import numpy as np

from kaname.engine.portfolio.model import Chosen, Floats, Ints, Model
from kaname.engine.portfolio.problem import SelectionProblem
from kaname.engine.portfolio.result import Choice, Lack, Rejection, Usage

MOST_LEAVERS = 3


def choices(problem: SelectionProblem, model: Model, x: Chosen) -> tuple[Choice, ...]:
    """Return what is chosen, in the problem's order."""
    found = []
    for j in np.flatnonzero(x):
        column = model.columns[j]
        if column.synergy < 0:
            candidate = problem.candidates[column.candidate]
            version = candidate.versions[column.version]
            found.append(Choice(candidate.id, version.id, column.start, float(model.value[j])))
    return tuple(found)


def usages(model: Model, x: Chosen, price: Floats, rejected: tuple[Rejection, ...]) -> tuple[Usage, ...]:
    """Return every limit of a resource: used, left, price; binding where it has a price or alone keeps one out."""
    alone = {(r.lacks[0].names, r.lacks[0].period) for r in rejected if len(r.lacks) == 1}
    used = model.used(x)
    return tuple(
        Usage(
            resource=label.names[0],
            period=label.period,
            limit=float(model.limit[i]),
            used=_plain(used[i]),
            left=_plain(model.limit[i] - used[i]),
            price=float(price[i]),
            binding=bool(price[i] > 1e-9) or (label.names, label.period) in alone,
        )
        for i, label in enumerate(model.labels)
        if label.kind in ("limit", "total")
    )


def _plain(number: float) -> float:
    """Drop what is only rounding: 0.30000000000000004 says 0.3."""
    return float(f"{number:.12g}") if abs(number) > 1e-9 else 0.0


def rejections(problem: SelectionProblem, model: Model, x: Chosen) -> tuple[Rejection, ...]:
    """Explain every candidate that is not chosen. O(rejected x chosen x rows)."""
    room = model.limit - model.used(x)
    taken = set(model.group[x].tolist())
    columns: dict[int, list[int]] = {}
    for j, column in enumerate(model.columns):
        if column.synergy < 0 and column.candidate not in taken:
            columns.setdefault(column.candidate, []).append(j)
    leavers, freed = _leavers(problem, model, x)
    out = [i for i in range(len(problem.candidates)) if i not in taken]
    return tuple(_rejection(problem, model, columns.get(i, []), i, room, leavers, freed) for i in out)


def _leavers(problem: SelectionProblem, model: Model, x: Chosen) -> tuple[Ints, Floats]:
    """Return the chosen columns that may leave (not mandatory, needed by nobody chosen) and what each frees [l, m]."""
    inside = [problem.candidates[model.columns[j].candidate] for j in np.flatnonzero(x) if model.columns[j].synergy < 0]
    needed = {name for candidate in inside for name in (*candidate.needs, *candidate.after)}
    stay = {c.id for c in inside if c.mandatory} | needed
    may = [
        j
        for j in np.flatnonzero(x)
        if model.columns[j].synergy < 0 and problem.candidates[model.columns[j].candidate].id not in stay
    ]
    freed = np.zeros((len(may), len(model.limit)))
    for k, j in enumerate(may):
        part = slice(model.first[j], model.first[j + 1])
        freed[k, model.row[part]] = model.amount[part]
    return np.array(may, dtype=np.int64), freed


def _rejection(
    problem: SelectionProblem, model: Model, columns: list[int], i: int, room: Floats, leavers: Ints, freed: Floats
) -> Rejection:
    candidate = problem.candidates[i]
    if not columns:
        return Rejection(candidate.id, "", -1, (Lack("periods", (candidate.id,), -1, 0.0, 0.0),), (), 0.0)
    need, j = min(((_missing(model, j, room), j) for j in columns), key=lambda pair: (_size(model, pair[0]), pair[1]))
    lacks = tuple(_lack(model, int(row), j, room) for row in np.flatnonzero(need > 0))
    gone = _who_leaves(model, _over(model, j, room), leavers, freed) if lacks else []
    column = model.columns[j]
    return Rejection(
        id=candidate.id,
        version=candidate.versions[column.version].id,
        start=column.start,
        lacks=lacks,
        leave=tuple(problem.candidates[model.columns[k].candidate].id for k in gone),
        change=float(model.value[j] - model.value[gone].sum()) if gone or not lacks else 0.0,
    )


def _over(model: Model, j: int, room: Floats) -> Floats:
    """Return how far each row would be exceeded [m] with one column more, negative where room is left."""
    over = -room
    part = slice(model.first[j], model.first[j + 1])
    over[model.row[part]] += model.amount[part]
    return over


def _missing(model: Model, j: int, room: Floats) -> Floats:
    """Return how far each row that the column uses would be exceeded [m]; 0 where it fits."""
    need = np.maximum(0.0, _over(model, j, room))
    need[need <= model.slack_allowed] = 0.0
    return need


def _size(model: Model, need: Floats) -> float:
    return float((need / np.maximum(1.0, np.abs(model.limit))).sum())


def _lack(model: Model, row: int, j: int, room: Floats) -> Lack:
    part = slice(model.first[j], model.first[j + 1])
    amount = float(model.amount[part][model.row[part] == row].sum())
    label = model.labels[row]
    return Lack(label.kind, label.names, label.period, _plain(amount), _plain(float(room[row])))


def _who_leaves(model: Model, over: Floats, leavers: Ints, freed: Floats) -> list[int]:
    """Return the cheapest single column that makes enough room, else a few taken greedily; none when that fails.

    ``over`` [m]: by how much each row would be exceeded (negative: room to spare); what others need must stay kept.
    """
    over, gone, open_ = over.copy(), list[int](), np.ones(len(leavers), dtype=bool)
    signed = np.any(freed < 0, axis=0) if len(freed) else np.zeros(len(over), dtype=bool)
    while open_.any() and len(gone) < MOST_LEAVERS:
        short = np.flatnonzero(over > model.slack_allowed)
        watched = np.flatnonzero(signed | (over > model.slack_allowed))
        enough = np.all(over[watched] - freed[:, watched] <= model.slack_allowed[watched], axis=1) & open_
        if enough.any():
            k = int(np.argmin(np.where(enough, model.value[leavers], np.inf)))
            return _all_needed(model, over, [*gone, k], leavers, freed)
        helps = np.clip(freed[:, short], 0.0, over[short])
        score = (helps / over[short]).sum(axis=1) / np.maximum(model.value[leavers], 1e-9)
        k = int(np.argmax(np.where(open_, score, -np.inf)))
        open_[k] = False
        gone.append(k)
        over -= freed[k]
    return []


def _all_needed(model: Model, over: Floats, gone: list[int], leavers: Ints, freed: Floats) -> list[int]:
    """Let those stay after all whose leaving turned out not to matter; ``over`` counts all of them but the last."""
    over = over - freed[gone[-1]]
    for k in sorted(gone, key=lambda k: -model.value[leavers[k]]):
        if len(gone) > 1 and np.all(over + freed[k] <= model.slack_allowed):
            over = over + freed[k]
            gone.remove(k)
    return [int(leavers[k]) for k in gone]
