"""An issue's way in sentences: what each dated row of it changed, by whom, and why."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from kaname.domains.control.enums import IssueStepKind, Severity
from kaname.domains.control.models import IssueStep
from kaname.domains.core.names import spoken
from kaname.web.templatetags.marks import joined, short_date


@dataclass(frozen=True, slots=True)
class Passage:
    """One row of the way; ``who`` is "" where the system did it."""

    said: str
    day: date
    who: str
    remark: str


def passages(way: Sequence[IssueStep]) -> list[Passage]:
    """Return the way of an issue, the oldest row first."""
    before: list[IssueStep | None] = [None, *way]
    return [
        Passage(_said(step, last), step.day, spoken(step.entered_by), step.remark)
        for last, step in zip(before, way, strict=False)
    ]


def _said(step: IssueStep, before: IssueStep | None) -> str:
    if before is None or step.kind == IssueStepKind.RAISED:
        return _("Raised")
    if step.kind == IssueStepKind.REOPENED:
        return _("Reopened")
    if step.kind == IssueStepKind.ESCALATED:
        return _("Level of escalation: %(before)s → %(after)s") % {
            "before": before.get_level_display(),
            "after": step.get_level_display(),
        }
    if step.kind == IssueStepKind.MOVED:
        return str(step.get_state_display())
    return joined(_planned(step, before)) or _("Changed")


def _planned(step: IssueStep, before: IssueStep) -> Iterator[str]:
    if step.owner_id != before.owner_id:
        yield _("Owner: %(before)s → %(after)s") % {
            "before": spoken(before.owner) or "―",
            "after": spoken(step.owner) or "―",
        }
    if step.due != before.due:
        yield _("Due date: %(before)s → %(after)s") % {
            "before": short_date(before.due),
            "after": short_date(step.due),
        }
    if step.severity != before.severity:
        yield _("Severity: %(before)s → %(after)s") % {
            "before": Severity(before.severity).label,
            "after": Severity(step.severity).label,
        }
