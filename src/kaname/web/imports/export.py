"""Export: a project's plan as a file, and what each format cannot hold."""

from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from kaname.domains.people.enums import Level, Subject
from kaname.domains.project.models import Project
from kaname.domains.schedule.actions import exporting
from kaname.web.shell.access import project_page

TYPES = {
    ".xml": "application/xml",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".json": "application/json",
}


@project_page(Subject.SCHEDULE, read=Level.READ)
def overview(request: HttpRequest, project: Project) -> HttpResponse:
    """The formats, and what is lost in each."""
    formats = exporting.formats(project, request.user)
    return render(request, "imports/export.html", {"project": project, "formats": formats})


@project_page(Subject.SCHEDULE, read=Level.READ)
def download(request: HttpRequest, project: Project, ending: str) -> HttpResponse:
    """The file itself."""
    if not hasattr(project, "plan"):
        raise Http404
    name = f"{project.code}{ending}"
    content = exporting.content(project, name, request.user)
    answer = HttpResponse(content, content_type=TYPES[ending])
    answer["Content-Disposition"] = f"attachment; filename=\"plan{ending}\"; filename*=UTF-8''{quote(name)}"
    return answer
