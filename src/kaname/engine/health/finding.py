"""One check's outcome, and the two indices of the assessment."""

from dataclasses import dataclass, field

RATIO, COUNT, INDEX, TEST = "ratio", "count", "index", "test"


@dataclass(frozen=True)
class Finding:
    """``value`` and ``threshold`` are fractions (0.05 is 5 %) for ratios, numbers otherwise; ``value`` is None where
    nothing could be counted. ``passed`` None: cannot be told. ``rows`` are the activities that it is about.
    """

    check: int
    name: str
    kind: str
    value: float | None
    threshold: float
    passed: bool | None
    rows: list[int] = field(default_factory=list)


def at_most(check: int, name: str, rows: list[int], population: int, threshold: float) -> Finding:
    """Return the finding of a share that must not be larger than its threshold."""
    value = len(rows) / population if population else None
    return Finding(check, name, RATIO, value, threshold, None if value is None else value <= threshold, rows)


def cpli(critical_path_length: float, total_float: float) -> float | None:
    """Return the critical path length index, (length + total float) / length; None for a finished project.

    Source: DCMA 14-point assessment, check 13.
    """
    if critical_path_length <= 0:
        return None
    return (critical_path_length + total_float) / critical_path_length


def bei(completed: int, due: int) -> float | None:
    """Return the baseline execution index: completed activities by those that the baseline wanted finished.

    Source: DCMA 14-point assessment, check 14.
    """
    return completed / due if due else None
