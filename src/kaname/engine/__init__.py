"""Computation: schedules, simulation, levelling, earned value. No Django, no input or output, no language.

The names below load their part when first used, so that importing the engine costs nothing and never loads a solver.
"""

from importlib import import_module
from typing import Any

_HOMES = {
    "Network": "kaname.engine.network",
    "Schedule": "kaname.engine.cpm",
    "schedule": "kaname.engine.cpm",
    "simulate": "kaname.engine.simulate",
    "level": "kaname.engine.level",
}
__all__ = ["Network", "Schedule", "level", "schedule", "simulate"]


def __getattr__(name: str) -> Any:
    """Load a public name from its home."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value
