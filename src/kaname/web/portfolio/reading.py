"""What all views of the board share: the rows of the reader, narrowed as the address says, and the answer."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from kaname.domains.reporting.enums import Axis
from kaname.domains.reporting.queries.board import Row, board
from kaname.web.portfolio.answer import Counts, counts_of, sentence
from kaname.web.portfolio.selection import Selection, choices, narrowed, selection_of


@dataclass(frozen=True, slots=True)
class Board:
    """The board as one reader asked for it; ``rows`` in order, ``everything`` before the filters."""

    selection: Selection
    rows: list[Row]
    everything: list[Row]

    @property
    def counts(self) -> Counts:
        """Return how many of the rows have which health."""
        return counts_of(self.rows)

    def context(self, view: str) -> dict[str, Any]:
        """Return what the head of every view needs."""
        return {
            "view": view,
            "counts": counts_of(self.rows, self.selection.axis),
            "answer": sentence(self.rows, self.counts),
            "axes": Axis.choices,
            "axis": dict(Axis.choices).get(self.selection.axis, ""),
            "choices": choices(self.everything, self.selection),
            "selection": self.selection,
        }


def read(request: HttpRequest) -> Board:
    """Read the board for a request."""
    selection = selection_of(request.GET)
    everything = board(request.user, selection.as_of)
    return Board(selection, narrowed(everything, selection), everything)
