"""Microsoft Project's numbers for units of duration and lag."""

from kaname.exchange.document import LagKind

ELAPSED = frozenset((4, 6, 8, 10, 12, 20, 36, 38, 40, 42, 44, 52))
ESTIMATED = frozenset(range(35, 54))
PERCENT = frozenset((19, 20, 51, 52))
KNOWN = frozenset((*range(3, 13), 19, 20, 21, *range(35, 45), 51, 52, 53))


def lag_kind(number: int) -> LagKind:
    """Return how a lag with this format number is counted."""
    if number in PERCENT:
        return LagKind.ELAPSED_PERCENT if number in ELAPSED else LagKind.PERCENT
    return LagKind.ELAPSED if number in ELAPSED else LagKind.WORKING
