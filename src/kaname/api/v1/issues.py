"""Routes of the issue register: each issue as it stood on a day; the same rights as its pages, and no money."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from ninja import Query, Router, Schema

from kaname.api.pages import Page, page_of
from kaname.api.v1.answers import REFUSED, kept, plain
from kaname.domains.control.enums import IssueState
from kaname.domains.control.models import IssueStep
from kaname.domains.control.queries.issues import Standing, issues_visible_to, standings, with_way
from kaname.domains.core.queries import today

router = Router()
OWN = (
    "title", "title_en", "kind", "event", "event_en", "affects", "impact_days", "cause", "response", "response_en",
    "raised_on", "criterion", "criterion_en",
)  # fmt: skip


class IssueOut(Schema):
    """An issue. ``state``, ``owner`` (a code), ``due``, ``severity`` (1 is critical) and ``level`` (0 to 3) are
    those of the day; ``days``: calendar days since it came up, to its end or to the day; ``late``: days past its due
    date while it is open; ``due_changes``, ``reopened``: how often. Money stands on the pages only.
    """

    code: str
    code_en: str
    project: str
    state: str
    title: str
    title_en: str
    kind: str
    event: str
    event_en: str
    affects: list[str]
    impact_days: int | None
    cause: str
    response: str
    response_en: str
    criterion: str
    criterion_en: str
    raised_on: date
    owner: str
    due: date | None
    severity: int
    level: int
    closed: date | None
    days: int
    late: int
    due_changes: int
    reopened: int


class Issues(Schema):
    """A page of issues."""

    items: list[IssueOut]
    total: int
    next_offset: int | None


@router.get("/issues", response={200: Issues, **REFUSED}, tags=["issues"])
@kept
def list_issues(
    request: HttpRequest, page: Query[Page], state: IssueState | None = None, project: str | None = None,
    as_of: date | None = None,
) -> Any:  # fmt: skip
    """The issues that the user may read, by project and number, as they stand or stood at the end of ``as_of``."""
    day = min(as_of or today(), today())
    found = with_way(issues_visible_to(request.user), day).order_by("project__code", "number")
    if state is not None:
        later = IssueStep.objects.filter(issue=OuterRef("issue"), day__lte=day, pk__gt=OuterRef("pk"))
        last = IssueStep.objects.filter(~Exists(later), day__lte=day, state=state)
        found = found.filter(pk__in=last.values("issue"))
    answer = page_of(found if project is None else found.filter(project__code=project), page)
    answer["items"] = [_told(s) for s in standings(answer["items"], day)]
    return plain(request, answer)


def _told(s: Standing) -> dict[str, Any]:
    return {
        "code": s.issue.code,
        "code_en": s.issue.code_en,
        "project": s.issue.project.code,
        "state": str(s.state),
        **{name: getattr(s.issue, name) for name in OWN},
        "owner": s.owner.code if s.owner is not None else "",
        "due": s.due,
        "severity": int(s.severity),
        "level": s.level,
        "closed": s.closed,
        "days": s.days,
        "late": s.late,
        "due_changes": s.due_changes,
        "reopened": s.reopened,
    }
