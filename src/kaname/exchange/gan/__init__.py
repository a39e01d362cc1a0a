"""GanttProject's .gan: tasks by whole days in an outline, relations, people, holidays, baselines, as XML."""

from kaname.exchange.gan.plan import read, recognises

__all__ = ["read", "recognises"]
