"""The small numbers that stand for relation types, constraints and kinds of activity in a network's columns."""

from enum import IntEnum, IntFlag

NONE = -(1 << 62)
"""In a column of instants: not given."""


class Kind(IntEnum):
    """Relation types: what of the predecessor drives what of the successor."""

    FS = 0
    SS = 1
    FF = 2
    SF = 3


class Limit(IntEnum):
    """Date constraints of an activity: the eight of Microsoft Project and those of Primavera P6."""

    ASAP = 0
    ALAP = 1
    SNET = 2
    SNLT = 3
    FNET = 4
    FNLT = 5
    MSO = 6
    MFO = 7
    MANDATORY_START = 8
    MANDATORY_FINISH = 9
    START_ON = 10
    FINISH_ON = 11
    EXPECTED_FINISH = 12


class Flag(IntFlag):
    """What an activity is, where it is not an ordinary one."""

    SUMMARY = 1  # dates roll up from its children
    MILESTONE = 2
    INACTIVE = 4  # takes no part: neither scheduled nor a way for logic
    MANUAL = 8  # keeps its typed dates
    HAMMOCK = 16  # level of effort: spans from its predecessors to its successors
    FINISH_MILESTONE = 32
    EXTERNAL = 64  # of another file: its dates are given, it is not computed


class LagCalendar(IntEnum):
    """Values of a relation's ``lag_calendar`` that are not a row of the calendar tables (0 there is elapsed time)."""

    SUCCESSOR = -1
    PREDECESSOR = -2
