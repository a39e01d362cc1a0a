"""What one relation asks of its successor and allows its predecessor, across calendars and lags."""

from typing import Any

from kaname.engine.calendar_kernels import finish_of, start_of, work_at
from kaname.engine.jit import njit


@njit(cache=True, nogil=True, _nrt=False)
def carry(t: Any, a: int, work: int, from_start: bool, lag: int, lc: int, b: int) -> Any:
    """Return the coordinate on calendar ``b`` that lies ``lag`` (counted on ``lc``) after ``work`` on calendar ``a``.

    Work is a start where ``from_start`` (then the next working instant counts), else a finish (the previous one).
    """
    if a == b and (lag == 0 or lc == b):
        return work + lag
    return carry_instant(t, start_of(t, a, work) if from_start else finish_of(t, a, work), lag, lc, b)


@njit(cache=True, nogil=True, _nrt=False)
def carry_instant(t: Any, instant: int, lag: int, lc: int, b: int) -> Any:
    """Return the coordinate on calendar ``b`` that lies ``lag`` (counted on ``lc``) after an instant."""
    if lag == 0:
        return work_at(t, b, instant)
    if lc == b:
        return work_at(t, b, instant) + lag
    gone = work_at(t, lc, instant) + lag
    return work_at(t, b, finish_of(t, lc, gone) if lag > 0 else start_of(t, lc, gone))


@njit(cache=True, nogil=True, _nrt=False)
def carry_back(t: Any, b: int, work: int, lag: int, lc: int, a: int) -> Any:
    """Return the largest coordinate on ``a`` from which ``lag`` later is not after ``work`` on ``b``.

    The inverse of :func:`carry` for finishes; for starts the two agree but for a successor's gap inside a predecessor's
    working time, where the earlier working instant is taken.
    """
    if a == b and (lag == 0 or lc == b):
        return work - lag
    if lag != 0 and lc == b:
        return work_at(t, a, start_of(t, b, work - lag))
    instant = start_of(t, b, work)
    if lag != 0:
        instant = start_of(t, lc, work_at(t, lc, instant) - lag)
    return work_at(t, a, instant)


@njit(cache=True, nogil=True, _nrt=False)
def date_back(t: Any, b: int, work: int, to_finish: bool, lag: int, lc: int, a: int) -> Any:
    """Return the coordinate on ``a`` of the date that lies ``lag`` before the date of a start or finish on ``b``.

    A finish is where its last working tick ended and a lead ends there too: what they allow is not put off to the end
    of the time that nobody works behind them, as :func:`carry_back` does.
    """
    if a == b and (lag == 0 or lc == b):
        return work - lag
    instant = finish_of(t, b, work) if to_finish else start_of(t, b, work)
    if lag != 0:
        gone = work_at(t, lc, instant) - lag
        instant = finish_of(t, lc, gone) if lag < 0 else start_of(t, lc, gone)
    return work_at(t, a, instant)
