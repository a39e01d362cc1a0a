"""What every route answers with."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from kaname.api.pages import Problem
from kaname.api.renderer import Json
from kaname.domains.people.enums import Level, Subject
from kaname.domains.people.queries import stamp_of
from kaname.domains.project.models import Project

REFUSED = {401: Problem, 404: Problem, 422: Any}


def plain(request: HttpRequest, answer: dict[str, Any]) -> HttpResponse:
    """Answer with rows that already have the schema's shape: validating a thousand of them again costs more than they.

    A test compares every route's answer with its schema.
    """
    return HttpResponse(Json().render(request, answer, response_status=200), content_type="application/json")


def kept(route: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let an answer be kept in memory while nothing is written. For routes whose rows change by audited writes alone.

    Only for a browser's session: whoever comes with a token is answered anew.
    """

    @wraps(route)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        key = None if "Authorization" in request.headers else request.session.session_key
        stamp = stamp_of(request.user.pk, key) if key and request.user.pk else None
        response = route(request, *args, **kwargs)
        if stamp is not None:
            response.stamp = stamp  # type: ignore[attr-defined] # what the outermost layer keeps it by
        return response

    return answer


def project_or_404(request: HttpRequest, code: str, level: Level = Level.PARTIAL) -> Project:
    """Return a project whose schedule the user may read, at least in part; otherwise there is none."""
    found = Project.objects.visible_to(request.user, Subject.SCHEDULE, level).filter(code=code).first()
    if found is None:
        raise Http404
    return found
