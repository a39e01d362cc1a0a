"""The list of projects, and a project's head: new, edit, health as declared."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from kaname.domains.control.enums import UNSETTLED_SUPPORT
from kaname.domains.people.enums import Level, Subject
from kaname.domains.people.rules import can_company
from kaname.domains.project.actions import projects as acts
from kaname.domains.project.enums import ProjectStatus, ProjectType
from kaname.domains.project.models import Project
from kaname.domains.project.rules import can
from kaname.domains.reporting.enums import Axis
from kaname.domains.reporting.queries.axis_health import healths_now, on_axis
from kaname.domains.reporting.queries.people import is_own, units_now
from kaname.domains.reporting.queries.projects import (
    COLUMNS,
    ProjectFilter,
    manager_names,
    managers_seen_by,
    projects,
)
from kaname.web.projects.forms import HealthForm, NewProjectForm, ProjectForm
from kaname.web.shell.access import company_page, project_page, signed_in
from kaname.web.shell.kept import kept
from kaname.web.shell.paging import SIZES, page_of
from kaname.web.shell.saving import answer, posted
from kaname.web.templatetags.marks import health_word

HEADS = (
    ("code", _lazy("code")),
    ("name", _lazy("name")),
    ("type", _lazy("type")),
    ("status", _lazy("status")),
    ("unit", _lazy("Department")),
    ("health", _lazy("Health, computed")),
    ("finish", _lazy("Finish")),
)
TYPES, STATUSES = dict(ProjectType.choices), dict(ProjectStatus.choices)


@kept
@signed_in
def project_list(request: HttpRequest) -> HttpResponse:
    """Show the projects that the reader may see, filtered and ordered by the address."""
    wanted = ProjectFilter(
        words=request.GET.get("q", ""),
        project_type=request.GET.get("type", ""),
        status=request.GET.get("status", ""),
        unit=request.GET.get("unit", ""),
        manager=request.GET.get("pm", ""),
        health=request.GET.get("health", ""),
        axis=request.GET.get("axis", "") if request.GET.get("axis") in Axis.values else "",
        sort=request.GET.get("sort", "code"),
    )
    page = page_of(request, projects(request.user, wanted).values_list(*COLUMNS))
    english = get_language() == "en"
    context = {
        "wanted": wanted,
        "page": page,
        "sizes": SIZES,
        "rows": _rows(list(page.object_list), english, wanted.axis),
        "heads": HEADS,
        "types": ProjectType.choices,
        "statuses": ProjectStatus.choices,
        "healths": [(value, health_word(value)) for value in ("red", "amber", "green", "stale", "unknown")],
        "axes": Axis.choices,
        "axis": dict(Axis.choices).get(wanted.axis, ""),
        "units": [(c, en if english and en else ja) for c, ja, en in units_now()] if is_own(request.user) else [],
        "managers": [(c, en if english and en else ja) for c, ja, en in managers_seen_by(request.user)],
        "may_create": can_company(request.user, Subject.PROJECT, Level.EDIT),
    }
    return render(request, "projects/list.html", context)


def _rows(values: list[tuple[Any, ...]], english: bool, axis: str) -> list[dict[str, Any]]:
    keys = [row[0] for row in values]
    names, healths = manager_names(keys), healths_now(Project.objects.filter(pk__in=keys))
    words = {key: str(word) for key, word in (TYPES | STATUSES).items()}
    return [
        _row(row, names.get(row[0], (0, "", "")), words, english) | {"computed": on_axis(healths[row[0]], axis)}
        for row in values
    ]


def _row(
    values: tuple[Any, ...], manager: tuple[int, str, str], words: dict[Any, str], english: bool
) -> dict[str, Any]:
    _pk, code, ja, en, kind, status, _condition, unit, unit_en, declared, finish, done = values
    return {
        "code": code,
        "name": en if english and en else ja,
        "type": words[kind],
        "status": words[status],
        "unit": (unit_en if english and unit_en else unit) or "",
        "manager": manager[2] if english and manager[2] else manager[1],
        "declared": declared,
        "finish": finish,
        "done": done,
    }


@company_page(Subject.PROJECT, read=Level.EDIT)
def project_new(request: HttpRequest) -> HttpResponse:
    """Set up a project with its project manager."""
    context = {"heading": _("New project"), "back": reverse("projects:list")}
    form = NewProjectForm(posted(request))
    return answer(request, form, partial(acts.create, by=request.user), address_of, "people/form.html", context)


@project_page(Subject.PROJECT, read=Level.EDIT)
def project_edit(request: HttpRequest, project: Project) -> HttpResponse:
    """Change a project's head."""
    form = ProjectForm(posted(request), instance=Project.objects.get(pk=project.pk))
    write = partial(acts.update, project=project, by=request.user)
    context = {"project": project, "heading": _("Edit the project"), "back": address_of(project)}
    return answer(request, form, write, address_of, "projects/form.html", context)


@project_page(Subject.PROJECT, read=Level.EDIT)
def project_health(request: HttpRequest, project: Project) -> HttpResponse:
    """Declare how the project stands."""
    known = {"health": project.declared_health, "comment": project.declared_comment}
    write = partial(acts.declare_health, project=project, by=request.user)
    context = {"project": project, "heading": _("Declare the health"), "back": address_of(project)}
    form = HealthForm(posted(request), initial=known)
    return answer(request, form, write, lambda said: _after_declaring(request, said), "projects/form.html", context)


def _after_declaring(request: HttpRequest, project: Project) -> str:
    """Return where a declaration leads: red opens the request for help, unless one is under way."""
    asked = project.support_requests.filter(state__in=UNSETTLED_SUPPORT).exists()
    if project.declared_health == "red" and not asked and can(request.user, project, Subject.SUPPORT, Level.EDIT):
        return f"{reverse('support:ask', args=[project.code])}?from=cockpit"
    return address_of(project)


def address_of(project: Project) -> str:
    """Return the address of a project's first page."""
    return f"{reverse('projects:list')}{project.code}/"
