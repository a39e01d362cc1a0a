"""Who may open a page: written above each view, enforced before it runs, and walked by a test as every role.

A page that may not be read does not exist (404). Writing to a page that may be read, without the right: 403.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase

from kaname.domains.people.enums import Level, Subject
from kaname.domains.people.rules import company_level
from kaname.domains.project.models import Project
from kaname.domains.project.queries import visible_project
from kaname.domains.project.rules import level_in
from kaname.domains.project.rules.teams import administers
from kaname.domains.reporting.queries.portfolio import has_portfolio, reach

type View = Callable[..., HttpResponseBase]
READING = ("GET", "HEAD", "OPTIONS")


@dataclass(frozen=True, slots=True)
class Access:
    """What a page needs: ``scope`` public, member (any signed-in user), portfolio, anywhere, company or project."""

    scope: str
    subject: Subject | None = None
    read: Level = Level.READ
    write: Level = Level.EDIT


def public(view: View) -> View:
    """Anyone may open the page, signed in or not."""
    view.access = Access("public")  # type: ignore[attr-defined] # functions carry attributes
    return view


def signed_in(view: View) -> View:
    """Any signed-in user may open the page; what it shows is theirs by its queries."""
    view.access = Access("member")  # type: ignore[attr-defined] # functions carry attributes
    return view


def portfolio_page(view: View) -> View:
    """A page over all projects of the reader: for those who may switch from one project to all (mission row S146)."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not has_portfolio(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    guarded.access = Access("portfolio", Subject.PROJECT)  # type: ignore[attr-defined] # functions carry attributes
    return guarded


def anywhere_page(subject: Subject, read: Level = Level.READ) -> Callable[[View], View]:
    """A page for everybody who reads the subject somewhere; what it shows is theirs by its queries."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if reach(request.user, subject) < read:
                raise Http404
            return view(request, *args, **kwargs)

        guarded.access = Access("anywhere", subject, read, read)  # type: ignore[attr-defined] # functions carry attributes
        return guarded

    return decorate


def company_page(subject: Subject, read: Level = Level.READ, write: Level = Level.EDIT) -> Callable[[View], View]:
    """A page of the whole company: the company-wide roles decide."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            _demand(company_level(request.user, subject), request, read, write)
            return view(request, *args, **kwargs)

        guarded.access = Access("company", subject, read, write)  # type: ignore[attr-defined] # functions carry attributes
        return guarded

    return decorate


def project_page(subject: Subject, read: Level = Level.READ, write: Level = Level.EDIT) -> Callable[[View], View]:
    """A page of one project, whose ``code`` in the address becomes the view's ``project``."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, code: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
            try:
                project = visible_project(request.user, code, subject)
            except Project.DoesNotExist:
                raise Http404 from None
            _demand(level_in(request.user, project, subject), request, read, write)
            return view(request, project, *args, **kwargs)

        guarded.access = Access("project", subject, read, write)  # type: ignore[attr-defined] # functions carry attributes
        return guarded

    return decorate


def teams_page(view: View) -> View:
    """A page that writes about members and teams of a project: for who edits the project, and for who leads a team in
    it, as far as the leader's teams reach; for the others it does not exist. What exactly is asked by the action.
    """

    @wraps(view)
    def guarded(request: HttpRequest, code: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            project = visible_project(request.user, code, Subject.PROJECT)
        except Project.DoesNotExist:
            raise Http404 from None
        if not administers(request.user, project):
            _demand(level_in(request.user, project, Subject.PROJECT), request, Level.EDIT, Level.EDIT)
        return view(request, project, *args, **kwargs)

    guarded.access = Access("project", Subject.PROJECT, Level.EDIT)  # type: ignore[attr-defined] # functions carry attributes
    return guarded


def _demand(level: Level, request: HttpRequest, read: Level, write: Level) -> None:
    if level < read:
        raise Http404
    if request.method not in READING and level < write:
        raise PermissionDenied
