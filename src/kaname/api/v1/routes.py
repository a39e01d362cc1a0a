"""Routes of version 1: lists, each filtered by what the user may see before anything else."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI, Query

from kaname import __version__
from kaname.api.authentication import AUTHENTICATION
from kaname.api.pages import Page, page_of
from kaname.api.renderer import Json
from kaname.api.v1 import analysis, control, documents, issues, quality, risks, rows, schemas, staffing, strategy, teams
from kaname.api.v1.answers import REFUSED, kept, plain, project_or_404
from kaname.domains.people.enums import Level, Subject
from kaname.domains.project.models import Project
from kaname.domains.project.queries import people_visible_to
from kaname.domains.schedule.models import Activity, Relation

api = NinjaAPI(
    title="要 Kaname",
    version=__version__,
    description="Plans, projects, people and control, as far as the token's user may see them.",
    auth=AUTHENTICATION,
    renderer=Json(),
    urls_namespace="api",
    docs_url=None,  # its page loads scripts from elsewhere; the document itself is at openapi.json
)
api.add_router("", control.router)
api.add_router("", staffing.router)
api.add_router("", documents.router)
api.add_router("", issues.router)
api.add_router("", risks.router)
api.add_router("", quality.router)
api.add_router("", strategy.router)
api.add_router("", analysis.router)
api.add_router("", teams.router)


@api.get("/projects", response={200: schemas.Projects, **REFUSED}, tags=["projects"])
@kept
def list_projects(request: HttpRequest, page: Query[Page]) -> Any:
    """The projects that the user may see, with the answer of their plans."""
    found = page_of(rows.projects(Project.objects.visible_to(request.user)), page)
    rows.with_times(found["items"], rows.PROJECT_INSTANTS)
    rows.with_health(found["items"])
    return plain(request, found)


@api.get("/projects/{code}/activities", response={200: schemas.Activities, **REFUSED}, tags=["schedule"])
@kept
def list_activities_of(request: HttpRequest, code: str, page: Query[Page]) -> Any:
    """The rows of one project's plan, in their order."""
    found = Activity.objects.visible_to(request.user).filter(plan__project=project_or_404(request, code))
    return activities(request, found, page)


@api.get("/projects/{code}/relations", response={200: schemas.Relations, **REFUSED}, tags=["schedule"])
@kept
def list_relations_of(request: HttpRequest, code: str, page: Query[Page]) -> Any:
    """The dependencies of one project's plan; ends in projects that the user may not see are left out."""
    project = project_or_404(request, code, Level.READ)
    visible = Project.objects.visible_to(request.user, Subject.SCHEDULE)
    own = Relation.objects.filter(plan__project=project, predecessor__plan__project__in=visible)
    found = page_of(rows.relations(own), page)
    for item in found["items"]:
        item["predecessor"], item["successor"] = item.pop("predecessor_end"), item.pop("successor_end")
    return plain(request, found)


@api.get("/activities", response={200: schemas.Activities, **REFUSED}, tags=["schedule"])
@kept
def list_activities(request: HttpRequest, page: Query[Page], critical: bool | None = None) -> Any:
    """The rows of every plan that the user may see; ``critical`` keeps only those that drive a finish, or do not."""
    found = Activity.objects.visible_to(request.user)
    return activities(request, found if critical is None else found.filter(critical=critical), page)


@api.get("/people", response={200: schemas.People, **REFUSED}, tags=["people"])
@kept
def list_people(request: HttpRequest, page: Query[Page]) -> Any:
    """The people that the user may see by name."""
    found = page_of(rows.people(people_visible_to(request.user)), page)
    for item in found["items"]:
        item["unit"] = item.pop("unit_name")
    return plain(request, found)


def activities(request: HttpRequest, found: Any, page: Page) -> HttpResponse:
    """Answer with a page of activities."""
    answer = page_of(rows.activities(found), page)
    rows.with_times(answer["items"], rows.ACTIVITY_INSTANTS)
    rows.with_minutes(answer["items"])
    return plain(request, answer)
