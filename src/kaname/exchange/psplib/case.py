"""A benchmark file as read: the levelling problem with its format, its name and what was noticed."""

from dataclasses import dataclass, field

from kaname.engine.diagnostics import Diagnostic
from kaname.engine.level.problem import LevellingProblem


@dataclass(frozen=True, slots=True)
class Case:
    """One levelling problem from a file; ``unit`` is the file's unit of time."""

    format: str
    name: str
    problem: LevellingProblem
    diagnostics: list[Diagnostic] = field(default_factory=list)
    names: tuple[str, ...] = ()  # of activities, where the file has them
    unit: str = "time units"
