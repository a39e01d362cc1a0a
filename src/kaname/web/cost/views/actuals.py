"""Actual cost: the entries, a new one, one taken back, a file of them, months closed."""

from datetime import date
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from kaname.domains.cost.actions import actual_files, actuals, periods
from kaname.domains.cost.models import Actual, ActualBatch, ClosedMonth
from kaname.domains.cost.phrases import problem_sentence
from kaname.domains.cost.queries.money import actuals_of, spent_by
from kaname.domains.people.enums import Level, Subject
from kaname.domains.project.models import Project
from kaname.domains.project.rules import can
from kaname.domains.schedule.actions.importing import uploads
from kaname.engine.diagnostics import ProblemsFound
from kaname.web.cost.asking import keeping, reading
from kaname.web.cost.forms import ActualFileForm, ActualForm, ReversalForm
from kaname.web.imports.limits import say_too_large
from kaname.web.shell.paging import SIZES, page_of
from kaname.web.shell.saving import answer, posted
from kaname.words import sentence


@reading
def actual_list(request: HttpRequest, project: Project) -> HttpResponse:
    """List the entries, newest first."""
    months = list(ClosedMonth.objects.filter(project=project).select_related("created_by__person"))
    context = {
        "project": project,
        "part": "actuals",
        "page": page_of(request, actuals_of(project)),
        "sizes": SIZES,
        "spent": spent_by(project),
        "months": months,
        "open_month": _next_open(project, months),
        "batches": list(ActualBatch.objects.filter(project=project).select_related("posted_by")[:10]),
        "may_keep": can(request.user, project, Subject.COST, Level.EDIT),
    }
    return render(request, "cost/actuals.html", context)


def _next_open(project: Project, months: list[ClosedMonth]) -> date | None:
    """Return the month that is to be closed next: the first with entries after the last closed one."""
    rows = Actual.objects.filter(project=project).order_by("incurred_on")
    if months:
        last = max(m.month for m in months)
        rows = rows.filter(incurred_on__gte=date(last.year + last.month // 12, last.month % 12 + 1, 1))
    first = rows.values_list("incurred_on", flat=True).first()
    return first.replace(day=1) if first else None


@keeping
def actual_new(request: HttpRequest, project: Project) -> HttpResponse:
    """Post one entry."""
    write = partial(actuals.post, by=request.user)
    return _form(request, project, ActualForm(project, posted(request)), write, _("Post actual cost"))


@keeping
def actual_reverse(request: HttpRequest, project: Project, actual: int) -> HttpResponse:
    """Take an entry back by an opposite one."""
    found = get_object_or_404(Actual.objects.select_related("project", "account"), pk=actual, project=project)
    write = partial(actuals.reverse, actual=found, by=request.user)
    words = {"document": found.document, "yen": f"{found.yen:,}"}
    note = _("%(document)s, %(yen)s yen: an entry of the opposite amount is posted. The first one stays.") % words
    return _form(request, project, ReversalForm(project, posted(request)), write, _("Take an entry back"), note=note)


@keeping
def actual_import(request: HttpRequest, project: Project) -> HttpResponse:
    """Choose a file and look at what it would post."""
    form = ActualFileForm(posted(request), request.FILES if request.method == "POST" else None)
    say_too_large(form, "file", request)
    context: dict[str, Any] = {"project": project, "part": "actuals", "form": form}
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data["file"]
        try:
            preview = actual_files.look(project=project, upload=uploads.keep(given.name or "", given.chunks()))
        except ProblemsFound as found:
            for diagnostic in found.diagnostics:
                form.add_error("file", sentence(diagnostic, getattr(request, "LANGUAGE_CODE", "ja")[:2]))
        else:
            return _previewed(request, context, preview)
    return render(request, "cost/import.html", context, status=422 if form.is_bound else 200)


@require_POST
@keeping
def actual_post_file(request: HttpRequest, project: Project) -> HttpResponse:
    """Post a file that was looked at, whole or not at all."""
    digest, name = request.POST.get("digest", ""), request.POST.get("name", "")[:255]
    upload = uploads.Upload(name or "actuals", digest if digest.isalnum() and len(digest) == 64 else "none", 0)
    context: dict[str, Any] = {"project": project, "part": "actuals", "form": ActualFileForm()}
    try:
        batch = actual_files.post_file(project=project, upload=upload, by=request.user)
    except actual_files.RefusedFile as refused:
        return _previewed(request, context, refused.preview)
    except (FileNotFoundError, ProblemsFound):
        messages.error(request, _("The file is not there any more. Choose it again."))
        return HttpResponseRedirect(reverse("cost:actual-import", args=[project.code]))
    told = ngettext("%(count)s entry was posted.", "%(count)s entries were posted.", batch.rows)
    messages.success(request, told % {"count": batch.rows})
    return HttpResponseRedirect(_list(project))


def _previewed(request: HttpRequest, context: dict[str, Any], preview: actual_files.Preview) -> HttpResponse:
    wrong: dict[int | None, list[str]] = {}
    for problem in preview.problems:
        wrong.setdefault(problem.row, []).append(problem_sentence(problem.code, problem.value))
    context |= {
        "preview": preview,
        "of_file": wrong.pop(None, []),
        "refused": sorted((n, said) for n, said in wrong.items() if n is not None),
        "good": len(preview.rows) - len(wrong),
    }
    return render(request, "cost/import.html", context, status=422 if preview.problems else 200)


@require_POST
@keeping
def month_close(request: HttpRequest, project: Project) -> HttpResponse:
    """Close a month."""
    try:
        month = date.fromisoformat(request.POST.get("month", ""))
        periods.close(project=project, month=month, by=request.user)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    except ValueError:
        messages.error(request, _("Choose a month."))
    return HttpResponseRedirect(_list(project))


@keeping
def month_reopen(request: HttpRequest, project: Project, month: int) -> HttpResponse:
    """Open a closed month again, with a reason."""
    found = get_object_or_404(ClosedMonth.objects.select_related("project"), pk=month, project=project)
    form = ReversalForm(project, posted(request))
    del form.fields["incurred_on"]
    write = partial(periods.reopen, month=found, by=request.user)
    note = _("%(month)s: entries can be posted into it again. The reason stays in the log.") % {"month": found}
    return _form(request, project, form, write, _("Open a closed month again"), note=note)


def _form(request: HttpRequest, project: Project, form: Any, write: Any, heading: str, **more: Any) -> HttpResponse:
    context = {"project": project, "heading": heading, "back": _list(project), **more}
    return answer(request, form, write, _list(project), "projects/form.html", context)


def _list(project: Project) -> str:
    return reverse("cost:actuals", args=[project.code])
