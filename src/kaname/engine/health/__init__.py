"""Schedule health: the DCMA 14-point assessment (spec 5.8)."""

from kaname.engine.health.dcma import CHECKS, Facts, Thresholds, assess
from kaname.engine.health.finding import Finding, bei, cpli

__all__ = ["CHECKS", "Facts", "Finding", "Thresholds", "assess", "bei", "cpli"]
