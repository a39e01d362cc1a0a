"""Ids for rows whose own id another row has already."""

from collections import Counter
from collections.abc import Container


class RepeatedIds:
    """Numbers the rows that share an id: "7", "7 (2)", "7 (3)"."""

    def __init__(self) -> None:
        """Begin with no id given twice."""
        self._given: Counter[str] = Counter()

    def another(self, identifier: str, taken: Container[str]) -> str:
        """Return an id like this one that nothing has. O(1) for each row, but for ids that look like ours."""
        while True:
            self._given[identifier] += 1
            found = f"{identifier} ({self._given[identifier] + 1})"
            if found not in taken:
                return found
