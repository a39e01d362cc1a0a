"""Raising an issue, changing what it says, sorting many at once (mission rows S80, S155)."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from kaname.domains.control.actions import telling_issues as telling
from kaname.domains.control.actions.issue_steps import PLANNED, change, enter, move
from kaname.domains.control.enums import ISSUE_OVER, IssueKind, IssueState, IssueStepKind
from kaname.domains.control.models import Issue
from kaname.domains.control.rules.issues import check_edit, may_raise, owners, person_of, problems
from kaname.domains.core.actions import records
from kaname.domains.core.queries import today
from kaname.domains.people.enums import Level, Subject
from kaname.domains.people.rules import NotAllowed
from kaname.domains.project.models import Project
from kaname.domains.risk.enums import RiskState
from kaname.domains.risk.models import Risk

CODE = "{project}-課-{number:04}"
FIELDS = (
    "title", "title_en", "kind", "event", "event_en", "affects", "impact_yen", "impact_days", "cause", "response",
    "response_en", "owner", "due", "raised_on", "raised_by", "urgency", "importance", "severity", "criterion",
    "criterion_en", "result", "result_en", "activity", "open_to_client",
)  # fmt: skip
TWINS = ("title", "event", "response", "criterion", "result")
MOST = 500
"""Issues that are sorted in one go."""


@transaction.atomic
def raise_issue(*, project: Project, by: Any, outside: str = "", taken: Any = None, **values: Any) -> Issue:
    """Raise an issue. Owner, due date and kind may be missing until it is taken in; an owner is told."""
    if by is not None and not may_raise(by, project):
        raise NotAllowed(Subject.ISSUE, Level.EDIT)
    locked = records.locked(project)
    number = (locked.issues.aggregate(last=Max("number"))["last"] or 0) + 1
    given = {"raised_on": today(), "raised_by": person_of(by)} | {n: values[n] for n in FIELDS if n in values}
    if wrong := problems(project, given):
        raise ValidationError(wrong)
    code = CODE.format(project=project.code, number=number)
    issue = Issue(project=locked, number=number, code=code, outside=outside, taken=taken or {}, **given)
    records.add(issue, verb="issue.raise", by=by, project_id=project.pk)
    enter(issue, IssueStepKind.RAISED, by)
    telling.raised(issue, by)
    return issue


@transaction.atomic
def of_risk(*, risk: Risk, by: Any) -> Issue:
    """Raise the issue of a risk that has happened; where it has one, that is returned (specification 4.3)."""
    found = Issue.objects.filter(risk=risk).first()
    if found is not None:
        return found
    if risk.state != RiskState.HAPPENED:
        raise ValidationError(_("Only a risk that has happened becomes an issue."))
    said = {
        "title": risk.event[:200],
        "title_en": risk.event_en[:200],
        "event": risk.effect,
        "event_en": risk.effect_en,
    }
    measures = {"response": risk.contingency, "response_en": risk.contingency_en}
    person = risk.owner if risk.owner is not None and owners(risk.project).filter(pk=risk.owner.pk).exists() else None
    written = raise_issue(project=risk.project, by=by, kind=IssueKind.ISSUE, owner=person, **said, **measures)
    return change(written, {"risk": risk}, "issue.of_risk", by, None)


@transaction.atomic
def update(*, issue: Issue, by: Any, version: int | None = None, remark: str = "", **values: Any) -> Issue:
    """Change what an issue says. Another owner, due date or severity is dated; a date that moves needs its reason."""
    check_edit(by, issue)
    fresh = records.locked(issue)
    if fresh.state in ISSUE_OVER:
        raise ValidationError(_("This cannot be done any more: %(state)s.") % {"state": fresh.get_state_display()})
    given = {name: values[name] for name in FIELDS if name in values}
    for name in TWINS:
        if name in given and f"{name}_en" not in given and given[name] != getattr(fresh, name):
            given[f"{name}_en"] = ""
    standing = {name: getattr(fresh, name) for name in FIELDS} | given
    wrong = problems(fresh.project, standing, fresh.state)
    moved = fresh.due is not None and standing["due"] != fresh.due and fresh.state != IssueState.RAISED
    if moved and not remark.strip():
        wrong["remark"] = _("Say why the due date moves.")
    if wrong:
        raise ValidationError(wrong)
    before = {name: getattr(fresh, name) for name in PLANNED}
    written = change(fresh, given, "issue.update", by, version)
    if any(getattr(written, name) != value for name, value in before.items()):
        enter(written, IssueStepKind.PLANNED, by, remark)
        if written.owner_id != before["owner_id"]:
            telling.given(written, by)
    return written


@transaction.atomic
def sort(*, rows: Iterable[tuple[Issue, Mapping[str, Any]]], by: Any) -> int:
    """Give many raised issues kind, owner and due date at once, and take them in; return how many. All of them or none.

    Raises ValidationError with what each row lacks, under ``number``_``field``.
    """
    found = list(rows)
    if len(found) > MOST:
        raise ValidationError(_("At most %(most)s at once.") % {"most": MOST})
    wrong: dict[str, Any] = {}
    for issue, values in found:
        try:
            with transaction.atomic():
                move(issue=update(issue=issue, by=by, **values), to=IssueState.ACCEPTED, by=by)
        except ValidationError as refused:
            said = refused.error_dict if hasattr(refused, "error_dict") else {"__all__": refused}
            wrong |= {f"{issue.number}_{name}": errors for name, errors in said.items()}
    if wrong:
        raise ValidationError(wrong)
    return len(found)
