"""Reporting a defect, and changing what is known of it."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from kaname.domains.people.enums import Level, Subject
from kaname.domains.project.models import Project
from kaname.domains.quality.actions import defects
from kaname.domains.quality.models import Defect
from kaname.domains.quality.rules import may_report, may_write
from kaname.web.quality.forms import DefectForm
from kaname.web.quality.views.defects import found_or_404
from kaname.web.shell.access import project_page
from kaname.web.shell.saving import answer, posted

TWINS = ("title", "detail", "remedy")


@project_page(Subject.QUALITY, read=Level.PARTIAL, write=Level.PARTIAL)  # a freelancer reports too
def new(request: HttpRequest, project: Project) -> HttpResponse:
    """Report a defect; who only reads is shown the project's quality."""
    if not may_report(request.user, project):
        return HttpResponseRedirect(reverse("quality:project", args=[project.code]))
    form = DefectForm(posted(request), project=project)
    write = partial(defects.report, project=project, by=request.user)
    context = {
        "project": project,
        "heading": _("Report a defect"),
        "back": reverse("quality:defects"),
    }
    return answer(request, form, write, _address, "quality/small_form.html", context)


@project_page(Subject.QUALITY, read=Level.PARTIAL, write=Level.PARTIAL)  # a freelancer writes their own
def edit(request: HttpRequest, project: Project, defect: int) -> HttpResponse:
    """Change what is known of a defect; another severity, owner or day stands in its history."""
    found = found_or_404(request, project, defect)
    if not may_write(request.user, found):
        return HttpResponseRedirect(_address(found))
    form = DefectForm(posted(request), instance=Defect.objects.get(pk=found.pk), project=project)

    def write(**values: Any) -> Defect:
        for name in TWINS:
            if values.get(name) != getattr(found, name):
                values[f"{name}_en"] = ""
        return defects.update(defect=found, by=request.user, **values)

    context = {"project": project, "heading": found.shown_code, "back": _address(found)}
    return answer(request, form, write, _address(found), "quality/small_form.html", context)


def _address(defect: Defect) -> str:
    return reverse("quality:defect", args=[defect.project.code, defect.number])
