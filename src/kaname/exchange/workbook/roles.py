"""What a column of a WBS can mean, and what a header cell says."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """The meaning of a column."""

    NUMBER = "number"  # the running number people see
    ID = "id"
    WBS = "wbs"
    PARENT = "parent"
    NAME = "name"
    GROUP = "group"  # one of several columns that together make the hierarchy
    OUTLINE = "outline"  # the level as a number
    START = "start"
    FINISH = "finish"
    DURATION = "duration"
    WORK = "work"
    COST = "cost"
    PROGRESS = "progress"
    STATUS = "status"
    PREDECESSORS = "predecessors"
    SUCCESSORS = "successors"
    ASSIGNEE = "assignee"
    NOTES = "notes"
    DEADLINE = "deadline"
    PRIORITY = "priority"
    MILESTONE = "milestone"
    ACTIVE = "active"
    KIND = "kind"
    OPTIMISTIC = "optimistic"
    MOST_LIKELY = "most_likely"
    PESSIMISTIC = "pessimistic"
    CONSTRAINT = "constraint"
    CONSTRAINT_DATE = "constraint_date"
    FIXED_COST = "fixed_cost"
    GANTT = "gantt"  # one of the days of a painted chart


class Aspect(StrEnum):
    """Which of the several dates and amounts of an activity a column holds."""

    NONE = ""
    PLAN = "plan"
    ACTUAL = "actual"
    BASELINE = "baseline"
    REVISED = "revised"
    REMAINING = "remaining"


@dataclass(frozen=True, slots=True)
class Heading:
    """A header understood: its role, which of the amounts, the unit it names, and its place among group columns.

    ``weak``: the word is also used for other things (着手日, 内容, カテゴリ); ``rank`` orders the levels of a
    hierarchy, the highest in the tree first.
    """

    role: Role
    aspect: Aspect = Aspect.NONE
    unit: str = ""
    rank: int = 0
    weak: bool = False
