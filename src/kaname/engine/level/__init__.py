"""Levelling: the best schedule that the resources allow, with a proof of how good it is."""

from kaname.engine.level.problem import LevellingProblem
from kaname.engine.level.result import LevellingResult, Status
from kaname.engine.level.solve import level

__all__ = ["LevellingProblem", "LevellingResult", "Status", "level"]
