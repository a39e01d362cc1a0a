"""Routes of control: decisions, help, rounds, health, earned value, reports; the same rights as their pages."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest
from ninja import Query, Router

from kaname.api.pages import Page, page_of
from kaname.api.v1 import control_rows as rows
from kaname.api.v1 import control_schemas as schemas
from kaname.api.v1.answers import REFUSED, plain
from kaname.domains.control.enums import DecisionState, SupportState
from kaname.domains.control.queries.decisions import decisions_visible_to
from kaname.domains.control.queries.support import support_visible_to
from kaname.domains.cost.models import Saving
from kaname.domains.people.enums import Level, Subject
from kaname.domains.reporting.queries.portfolio import reach
from kaname.domains.schedule.models import ReportingRound
from kaname.domains.schedule.queries.rounds import visible_reports

router = Router()


@router.get("/decisions", response={200: schemas.Decisions, **REFUSED}, tags=["control"])
def list_decisions(
    request: HttpRequest, page: Query[Page], state: DecisionState | None = None, project: str | None = None
) -> Any:
    """The decisions that the user may read, by project and number; money stands on the pages only."""
    found = decisions_visible_to(request.user)
    found = found if state is None else found.filter(state=state)
    found = found if project is None else found.filter(project__code=project)
    answer = page_of(rows.decisions(found), page)
    rows.settle(answer["items"])
    return plain(request, answer)


@router.get("/support-requests", response={200: schemas.Supports, **REFUSED}, tags=["control"])
def list_support_requests(
    request: HttpRequest, page: Query[Page], state: SupportState | None = None, project: str | None = None
) -> Any:
    """The support requests that the user may read, by project and number, with the hours given so far."""
    found = support_visible_to(request.user)
    found = found if state is None else found.filter(state=state)
    found = found if project is None else found.filter(project__code=project)
    answer = page_of(rows.supports(found), page)
    rows.name_supports(answer["items"])
    return plain(request, answer)


@router.get("/rounds", response={200: schemas.Rounds, **REFUSED}, tags=["control"])
def list_rounds(request: HttpRequest, page: Query[Page]) -> Any:
    """The reporting rounds, newest first; for whoever reads a project's reports."""
    _demand_reports(request)
    names = "number", "as_of", "status", "due", "freezes", "opened_at", "frozen_at"
    return plain(request, page_of(ReportingRound.objects.order_by("-number").values(*names), page))


@router.get("/rounds/{number}/reports", response={200: schemas.Expected, **REFUSED}, tags=["control"])
def list_expected_reports(request: HttpRequest, number: int, page: Query[Page]) -> Any:
    """Who was asked in a round and what came, of the projects whose reports the user may read."""
    _demand_reports(request)
    found = ReportingRound.objects.filter(number=number).first() if 0 < number < 2**31 else None
    if found is None:
        raise Http404
    return plain(request, page_of(rows.expected(visible_reports(request.user, found)), page))


@router.get("/health", response={200: schemas.Healths, **REFUSED}, tags=["control"])
def list_health(request: HttpRequest, page: Query[Page], as_of: date | None = None) -> Any:
    """The health of projects on frozen dates, newest first: computed beside declared."""
    found = rows.healths(request.user)
    answer = page_of(found if as_of is None else found.filter(as_of=as_of), page)
    rows.named_project(answer["items"])
    return plain(request, answer)


@router.get("/earned-value", response={200: schemas.EarnedValues, **REFUSED}, tags=["control"])
def list_earned_value(request: HttpRequest, page: Query[Page], project: str | None = None) -> Any:
    """Earned value of whole projects on frozen dates, newest first, in yen and in minutes of work."""
    found = rows.earned(request.user)
    answer = page_of(found if project is None else found.filter(project__code=project), page)
    rows.named_project(answer["items"])
    return plain(request, answer)


@router.get("/savings", response={200: schemas.Savings, **REFUSED}, tags=["control"])
def list_savings(request: HttpRequest, page: Query[Page], project: str | None = None) -> Any:
    """The savings ledger: each claim with what it adds to the total, and why or why not."""
    found = Saving.objects.visible_to(request.user)
    answer = page_of(rows.savings(found if project is None else found.filter(project__code=project)), page)
    rows.count_savings(answer["items"])
    return plain(request, answer)


@router.get("/closings", response={200: schemas.Closings, **REFUSED}, tags=["control"])
def list_closings(request: HttpRequest, page: Query[Page]) -> Any:
    """The closed projects with what they met: what the success rate is made of. Amounts stand on the pages only."""
    answer = page_of(rows.closings(request.user), page)
    rows.judge_closings(answer["items"])
    return plain(request, answer)


@router.get("/reports", response={200: schemas.Reports, **REFUSED}, tags=["control"])
def list_reports(request: HttpRequest, page: Query[Page]) -> Any:
    """The frozen reports that the user may read, newest first; their files are on the pages."""
    return plain(request, page_of(rows.reports(request.user), page))


def _demand_reports(request: HttpRequest) -> None:
    if reach(request.user, Subject.REPORT) < Level.READ:
        raise Http404
