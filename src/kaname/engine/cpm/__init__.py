"""Critical path method: early and late dates, floats, what drives what; under the rules of three schools."""

from kaname.engine.cpm.schedule import Schedule, schedule

__all__ = ["Schedule", "schedule"]
