"""The health of the issues axis (specification 5.4): what is overdue, what was taken up, and the critical ones."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kaname.domains.project.enums import Health
from kaname.domains.reporting.enums import Axis
from kaname.domains.reporting.rules import axes
from kaname.domains.reporting.rules.axes import Judged, Reason, reason
from kaname.domains.reporting.rules.limits import Limits

NAMED = 5
"""Of so many issues each has a sentence of its own; the others are counted."""
ROW = "issue:"
"""What a row of a reason is, before its number: what a page links to."""
SPONSOR, COMPANY = 2, 3
"""Levels of escalation from which the axis is amber, and red."""


@dataclass(frozen=True, slots=True)
class Pressing:
    """An open issue that weighs. ``days``: business days past its due date; None: not overdue."""

    code: str
    title: str
    level: int = 0
    critical: bool = False
    days: int | None = None
    title_en: str = ""


@dataclass(frozen=True, slots=True)
class Issues:
    """What the axis is judged by. ``recorded``: there was ever an issue; ``pressing``: overdue ones, and those of
    level 2 and 3.
    """

    recorded: bool = False
    open: int = 0
    pressing: Sequence[Pressing] = ()


def issues(found: Issues | None, limits: Limits) -> Judged:
    """Judge a project's issues; the value is how many open ones are overdue, in percent.

    Red: more than ``overdue_red`` percent overdue, one on level 3, or a critical one overdue for more than
    ``critical_days`` business days. Amber: any other overdue, or one on level 2. Nothing ever recorded: unknown.
    """
    if found is None or not found.recorded:
        return axes.unrecorded(Axis.ISSUES)
    late = [each for each in found.pressing if each.days is not None]
    percent = 100.0 * len(late) / found.open if found.open else 0.0
    told = sorted(_reasons(found, late, percent, limits), key=lambda r: r["health"] != Health.RED)
    told = told or [reason(Axis.ISSUES, Health.GREEN, "issues-kept", {"open": found.open})]
    return Judged(str(told[0]["health"]), told, round(percent, 1))


def _reasons(found: Issues, late: Sequence[Pressing], percent: float, limits: Limits) -> Iterable[Reason]:
    critical = [each for each in late if each.critical and (each.days or 0) > limits.critical_days]
    for each in sorted(critical, key=lambda p: (-(p.days or 0), p.code))[:NAMED]:
        said = {"title": each.title, "title_en": each.title_en, "days": each.days}
        yield reason(Axis.ISSUES, Health.RED, "issue-critical-late", said, [f"{ROW}{each.code}"])
    if late:
        health = Health.RED if percent > limits.overdue_red else Health.AMBER
        params = {"count": len(late), "open": found.open, "percent": round(percent, 1)}
        yield reason(Axis.ISSUES, health, "issues-overdue", params, [f"{ROW}{each.code}" for each in late])
    above = sorted((p for p in found.pressing if p.level >= SPONSOR), key=lambda p: (-p.level, p.code))
    for each in above[:NAMED]:
        health = Health.RED if each.level >= COMPANY else Health.AMBER
        key = "issue-company" if each.level >= COMPANY else "issue-sponsor"
        said = {"title": each.title, "title_en": each.title_en}
        yield reason(Axis.ISSUES, health, key, said, [f"{ROW}{each.code}"])
    rest = above[NAMED:]
    if rest:
        health = Health.RED if rest[0].level >= COMPANY else Health.AMBER
        yield reason(Axis.ISSUES, health, "issues-more", {"count": len(rest)}, [f"{ROW}{each.code}" for each in rest])
