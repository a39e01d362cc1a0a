"""課題一覧 as a workbook, with the columns of specification 6.3 and its summary block on sheets of their own."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as t
from django.utils.translation import gettext_lazy as _

from kaname.domains.control.enums import Affected
from kaname.domains.control.models import Issue
from kaname.domains.control.queries.issue_figures import Figures, Week
from kaname.domains.control.queries.issues import Standing
from kaname.domains.core.names import spoken
from kaname.domains.people.enums import Level, Subject
from kaname.domains.project.rules import can
from kaname.web.issues.pictures import age_rows
from kaname.web.shell.books import Column, Listed, write_book

COLUMNS: tuple[Column[Standing], ...] = (
    (_("No."), lambda s: s.issue.shown_code),
    (_("title of the issue"), lambda s: s.issue.shown_title),
    (_("kind of issue"), lambda s: str(s.issue.get_kind_display()) if s.issue.kind else ""),
    (_("came up on"), lambda s: s.issue.raised_on),
    (_("raised by"), lambda s: spoken(s.issue.raised_by)),
    (_("what happened"), lambda s: s.issue.shown_event),
    (_("what it touches"), lambda s: touched(s.issue.affects)),
)
REST: tuple[Column[Standing], ...] = (
    (_("impact in working days"), lambda s: s.issue.impact_days),
    (_("cause of the issue"), lambda s: str(s.issue.get_cause_display()) if s.issue.cause else ""),
    (_("what is to be done"), lambda s: s.issue.shown_response),
    (_("owner of the issue"), lambda s: spoken(s.owner)),
    (_("due date"), lambda s: s.due),
    (_("changes of the due date"), lambda s: s.due_changes),
    (_("priority"), lambda s: str(s.issue.priority.label)),
    (_("state"), lambda s: str(s.state.label)),
    (_("level of escalation"), lambda s: s.level),
    (_("last change"), lambda s: s.last.day),
    (_("days since it came up"), lambda s: s.days),
    (_("closed when"), lambda s: s.issue.shown_criterion),
    (_("result"), lambda s: s.issue.shown_result),
    (_("closed on"), lambda s: s.closed),
    (_("confirmed by"), lambda s: "" if s.open else spoken(s.issue.closed_by)),
    (
        _("activity it concerns"),
        lambda s: concerned(s.issue),
    ),
    (_("severity"), lambda s: str(s.severity.label)),
    (_("times reopened"), lambda s: s.reopened),
    (_("Project"), lambda s: f"{s.issue.project.code} {spoken(s.issue.project)}"),
)
WEEKS: tuple[Column[Week], ...] = (
    (_("Week up to"), lambda w: w.ends),
    (_("newly raised"), lambda w: w.new),
    (_("closed or rejected"), lambda w: w.over),
    (_("open at the end of the week"), lambda w: w.open),
)
PAIRS: tuple[Column[tuple[Any, Any]], ...] = ((_("Figure"), lambda p: p[0]), (_("Value"), lambda p: p[1]))


def concerned(issue: Issue) -> str:
    """Return the activity that an issue is about, by its place in the WBS and its name."""
    return f"{issue.activity.wbs} {spoken(issue.activity)}".strip() if issue.activity is not None else ""


def touched(affects: Sequence[str]) -> str:
    """Return what an issue touches, in words and in the usual order."""
    return "・".join(str(each.label) for each in Affected if each in affects)


def issue_book(out: BytesIO, rows: Sequence[Standing], found: Figures, user: Any) -> None:
    """Write the list, its figures and its weeks; what an issue costs only of projects whose money the reader sees."""
    money: Column[Standing] = (
        _("impact in yen"),
        lambda s: s.issue.impact_yen if sees_money(user, s.issue.project) else None,
    )
    pairs = [
        (t("new in the last seven days"), found.new),
        (t("closed or rejected in the last seven days"), found.closed),
        (t("open"), found.open),
        (t("overdue"), found.overdue),
        (t("not taken in yet"), found.unsorted),
        (t("mean age of the open ones (days)"), None if found.mean_days is None else round(found.mean_days, 1)),
        *((t("open for %(days)s days") % {"days": name}, count) for name, count in age_rows(found)),
    ]
    write_book(
        out,
        Listed(t("Issues"), (*COLUMNS, money, *REST), rows, 2),
        Listed(t("Figures"), PAIRS, pairs, narrowed=False),
        Listed(t("By week"), WEEKS, found.weeks),
    )


def sees_money(user: Any, project: Any) -> bool:
    """Return whether a user sees what an issue costs: who reads of the project's cost at least in part."""
    return can(user, project, Subject.COST, Level.PARTIAL)
