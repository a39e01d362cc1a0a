"""The names of constraints and of kinds of rows in cells, Japanese and English, ours and other tools'."""

import re

from kaname.exchange.document import ActivityKind, Constraint

KIND_NAMES: dict[ActivityKind, tuple[str, str]] = {
    ActivityKind.TASK: ("作業", "Task"),
    ActivityKind.MILESTONE: ("マイルストーン", "Milestone"),
    ActivityKind.FINISH_MILESTONE: ("終了マイルストーン", "Finish milestone"),
    ActivityKind.SUMMARY: ("サマリー", "Summary"),
    ActivityKind.LEVEL_OF_EFFORT: ("ハンモック", "Level of effort"),
    ActivityKind.RESOURCE_DEPENDENT: ("資源依存", "Resource dependent"),
}
CONSTRAINT_NAMES: dict[Constraint, tuple[str, str]] = {
    Constraint.ASAP: ("できるだけ早く", "As Soon As Possible"),
    Constraint.ALAP: ("できるだけ遅く", "As Late As Possible"),
    Constraint.SNET: ("指定日以後に開始", "Start No Earlier Than"),
    Constraint.SNLT: ("指定日までに開始", "Start No Later Than"),
    Constraint.FNET: ("指定日以後に終了", "Finish No Earlier Than"),
    Constraint.FNLT: ("指定日までに終了", "Finish No Later Than"),
    Constraint.MSO: ("指定日に開始", "Must Start On"),
    Constraint.MFO: ("指定日に終了", "Must Finish On"),
    Constraint.MANDATORY_START: ("強制開始", "Mandatory Start"),
    Constraint.MANDATORY_FINISH: ("強制終了", "Mandatory Finish"),
    Constraint.START_ON: ("開始日に一致", "Start On"),
    Constraint.FINISH_ON: ("終了日に一致", "Finish On"),
    Constraint.EXPECTED_FINISH: ("見込み終了", "Expected Finish"),
}


def _plain(text: str) -> str:
    return re.sub(r"[\s_\-]", "", text).lower()


_CONSTRAINTS = {_plain(word): c for c, names in CONSTRAINT_NAMES.items() for word in (*names, c.value)}
_KINDS = {_plain(word): kind for kind, names in KIND_NAMES.items() for word in (*names, kind.value)}


def read_constraint(text: str) -> Constraint | None:
    """Return the constraint that a cell names, or None."""
    return _CONSTRAINTS.get(_plain(text))


def read_kind(text: str) -> ActivityKind | None:
    """Return the kind of row that a cell names, or None."""
    return _KINDS.get(_plain(text))
