"""Shifts of a day, as every format gives them: ordered, joined, within the day."""

from kaname.exchange.document import Shifts

STANDARD_SHIFTS: Shifts = ((480, 720), (780, 1020))
"""08:00-12:00 and 13:00-17:00: what a working day without times means."""
STANDARD_WEEK: tuple[Shifts, ...] = (STANDARD_SHIFTS,) * 5 + ((),) * 2
WHOLE_DAY: Shifts = ((0, 1440),)


def join_shifts(shifts: list[tuple[int, int]]) -> Shifts:
    """Return the intervals in order, those that touch or overlap joined, empty ones left out."""
    joined: list[tuple[int, int]] = []
    for first, last in sorted(shifts):
        if last <= first:
            continue
        if joined and first <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return tuple(joined)
