"""A small dense part of a model on which the tabu search walks, the rest held as it stands."""

from dataclasses import dataclass

import numpy as np

from kaname.engine.portfolio.model import Chosen, Floats, Ints, Model


@dataclass(frozen=True)
class Core:
    """Columns [c] that may change, with dense use [c, r] of the rows they touch and the room [r] the rest leaves."""

    columns: Ints
    value: Floats
    use: Floats
    room: Floats
    weight: Floats
    start: Chosen


def core_of(model: Model, columns: Ints, x: Chosen, weight: Floats, group_weight: float) -> Core:
    """Cut a core out of a model around a selection.

    ``weight`` [m] prices the excess of rows; a group with several of its columns here gets a row of its own. Columns
    whose group is taken by a column outside the core must not be given. O(k).
    """
    position = np.full(model.size, -1, dtype=np.int64)
    position[columns] = np.arange(len(columns))
    entries = np.concatenate([np.arange(model.first[j], model.first[j + 1]) for j in columns])
    rows, number = np.unique(model.row[entries], return_inverse=True)
    _, group_number, members = np.unique(model.group[columns], return_inverse=True, return_counts=True)
    crowded = np.flatnonzero(members > 1)
    use = np.zeros((len(columns), len(rows) + len(crowded)))
    np.add.at(use, (position[model.owner[entries]], number), model.amount[entries])
    use[:, len(rows) :] = group_number[:, None] == crowded[None, :]
    outside = x.copy()
    outside[columns] = False
    room = (model.limit - model.used(outside) + model.slack_allowed)[rows]
    return Core(
        columns,
        model.value[columns],
        use,
        np.concatenate((room, np.ones(len(crowded)))),
        np.concatenate((weight[rows], np.full(len(crowded), group_weight))),
        x[columns].copy(),
    )
