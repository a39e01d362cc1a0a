"""The organisation's own base files, version by version."""

from functools import partial
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from kaname.domains.core.queries import today
from kaname.domains.people.enums import Level, Subject
from kaname.domains.people.rules import can_company
from kaname.domains.reporting.actions.reports import templates
from kaname.domains.reporting.models import ReportTemplate
from kaname.web.imports.limits import say_too_large
from kaname.web.reports.forms import TemplateForm
from kaname.web.shell.access import company_page
from kaname.web.shell.saving import answer


@company_page(Subject.REPORT)
def template_list(request: HttpRequest) -> HttpResponse:
    """Show the versions, and take a new one."""
    bound = request.method == "POST"
    form = TemplateForm(request.POST, request.FILES) if bound else TemplateForm()
    say_too_large(form, "file", request)
    rows = ReportTemplate.objects.defer("content").select_related("owner")
    context = {"rows": rows, "today": today(), "may_write": can_company(request.user, Subject.REPORT, Level.EDIT)}
    write = partial(_upload, request.user)
    return answer(request, form, write, reverse("reports:templates"), "reports/templates.html", context)


def _upload(by: Any, file: "UploadedFile[Any]", **values: Any) -> ReportTemplate:
    return templates.upload(name=file.name or "", data=file.read(), by=by, **values)
