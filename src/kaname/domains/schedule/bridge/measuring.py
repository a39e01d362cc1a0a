"""What a report in a method's own terms amounts to, in percent: the engine's measurement methods (spec 5.3)."""

from collections.abc import Mapping, Sequence
from typing import Any

from kaname.domains.schedule.enums import MeasurementMethod as Method
from kaname.engine.evm import methods as engine

FORMULAS = (Method.ZERO_HUNDRED, Method.FIFTY_FIFTY, Method.QUARTER)
FREE = (Method.PHYSICAL, Method.MANUAL)
"""Methods under which somebody says a percent: from 80 on the remaining time is asked instead."""
STATES = ("waiting", "begun", "finished")
_EXACT = 0.051
"""Points by which a percent that was rounded for a file or a screen may differ."""


def percent_of(
    method: str, told: Mapping[str, Any], steps: Sequence[Mapping[str, Any]] = (), planned: float | None = None
) -> float:
    """Return the percent 0..100 of a report: {"state"}, {"step"}, {"done"} or {"percent"}, as the method asks.

    ``step`` counts the steps reached, in order. Raises ValueError or KeyError for what the method cannot take.
    """
    if method in FORMULAS:
        state = told["state"]
        if state not in STATES:
            raise ValueError(f"{state!r} is not one of {STATES}")
        return _rounded(engine.by_formula(engine.Method(method), [state != "waiting"], [state == "finished"])[0])
    if method == Method.MILESTONES:
        return _rounded(engine.by_milestones(weights(steps), reached(int(told["step"]), len(steps))))
    if method == Method.UNITS:
        return _rounded(engine.by_units([_done(told["done"], planned)], [planned or 0.0])[0])
    return _rounded(engine.by_percent([told["percent"]])[0])


def level_of_effort(elapsed: float, duration: float) -> float:
    """Return the percent of an activity that counts as planned: the elapsed part of its duration."""
    if duration <= 0:
        return 100.0 if elapsed >= 0 else 0.0
    return _rounded(min(max(elapsed / duration, 0.0), 1.0))


def weights(steps: Sequence[Mapping[str, Any]]) -> list[float]:
    """Return the weights of steps."""
    return [float(step["weight"]) for step in steps]


def reached(count: int, steps: int) -> list[bool]:
    """Return which of so many steps are reached when the first ``count`` are."""
    if not 0 <= count <= steps:
        raise ValueError(f"step {count} of {steps}")
    return [n < count for n in range(steps)]


def can_give(
    method: str, percent: float, steps: Sequence[Mapping[str, Any]] = (), planned: float | None = None
) -> bool:
    """Tell whether a method can come to a percent."""
    if method in FREE:
        return 0 <= percent <= 100
    if method == Method.UNITS:
        units = percent / 100 * (planned or 0.0)
        return bool(planned) and abs(units - round(units)) <= max(_EXACT / 100 * (planned or 0.0), 1e-9)
    return any(abs(percent - each) <= _EXACT for each in possible(method, steps))


def possible(method: str, steps: Sequence[Mapping[str, Any]] = ()) -> list[float]:
    """Return the percents that a method of few values can give; none for the others."""
    if method in FORMULAS:
        return [percent_of(method, {"state": state}) for state in STATES]
    if method == Method.MILESTONES:
        return [percent_of(method, {"step": n}, steps) for n in range(len(steps) + 1)]
    return []


def told_of(method: str, percent: float, steps: Sequence[Mapping[str, Any]] = (), planned: float | None = None) -> Any:
    """Return the report in the method's terms that a known percent comes nearest to, from below."""
    if method in FORMULAS:
        return {"state": "finished" if percent >= 100 else "begun" if percent > 0 else "waiting"}
    if method == Method.MILESTONES:
        given = possible(method, steps)
        return {"step": max(n for n, each in enumerate(given) if each <= percent + _EXACT or n == 0)}
    if method == Method.UNITS:
        return {"done": round(percent / 100 * (planned or 0.0), 2)}
    return {"percent": percent}


def _done(done: Any, planned: float | None) -> float:
    found = float(done)
    if found < 0 or planned is None or found > planned:
        raise ValueError(f"{found:g} of {planned}")
    return found


def _rounded(fraction: float) -> float:
    return round(100.0 * float(fraction), 1)
