"""Kept analyses: saved, opened, changed, deleted; and answers that are pinned and given again."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kaname.domains.core.names import spoken
from kaname.domains.reporting.actions import analyses
from kaname.domains.reporting.models import Analysis, AnalysisRun
from kaname.domains.reporting.queries.analysis.asked import asked
from kaname.domains.reporting.queries.portfolio import has_portfolio
from kaname.web.analysis.forms import AnalysisForm
from kaname.web.analysis.reading import Asking, address_of, answer_context, form_context, read
from kaname.web.analysis.views.bench import bench_page, readable
from kaname.web.shell.access import portfolio_page, signed_in
from kaname.web.shell.kept import kept
from kaname.web.shell.saving import answer, posted

RUNS = 20


def visible(request: HttpRequest, number: int) -> Analysis:
    """Return an analysis that is one's own or shared; not found otherwise."""
    found = Analysis.objects.visible_to(request.user).select_related("owner__person").filter(pk=number).first()
    if found is None or not has_portfolio(request.user):
        raise Http404
    readable(request, asked(found.asked))
    return found


def own(request: HttpRequest, number: int) -> Analysis:
    """Return one's own analysis; another's does not exist here."""
    found = visible(request, number)
    if found.owner_id != request.user.pk:
        raise Http404
    return found


@portfolio_page
def save(request: HttpRequest) -> HttpResponse:
    """Keep the question of the address under a name."""
    question = read(request.GET).question
    readable(request, question)
    form = AnalysisForm(posted(request))

    def write(**values: Any) -> Analysis:
        return analyses.save(question=question.kept(), by=request.user, **values)

    back = f"{reverse('analysis:bench')}?{address_of(question)}"
    context = {"heading": _("Keep this analysis"), "back": back, "question": question}
    return answer(request, form, write, _page_of, "analysis/form.html", context)


def _page_of(analysis: Analysis) -> str:
    return reverse("analysis:saved", args=[analysis.pk])


@kept
@portfolio_page
def saved(request: HttpRequest, analysis: int) -> HttpResponse:
    """Show what a kept analysis answers now, and which of its answers are pinned."""
    row = visible(request, analysis)
    runs = list(row.runs.select_related("ran_by__person")[:RUNS])
    more = {"analysis": row, "runs": runs, "own": row.owner_id == request.user.pk, "heading": spoken(row)}
    return bench_page(request, Asking(asked(row.asked), []), **more)


@signed_in
def change(request: HttpRequest, analysis: int) -> HttpResponse:
    """Change the name of one's own analysis, or with whom it is shared."""
    row = own(request, analysis)
    form = AnalysisForm(posted(request), instance=row)

    def write(version: int, **values: Any) -> Analysis:
        fresh = Analysis.objects.get(pk=row.pk)
        return analyses.change(analysis=fresh, by=request.user, version=version, **values)

    context = {"heading": spoken(row), "back": _page_of(row), "remove": reverse("analysis:remove", args=[row.pk])}
    return answer(request, form, write, _page_of, "analysis/form.html", context)


@require_POST
@signed_in
def question(request: HttpRequest, analysis: int) -> HttpResponse:
    """Put the question of the address in the place of an own analysis' question: its next version."""
    row = own(request, analysis)
    asking = read(request.GET)
    if asking.problems:
        raise Http404
    written = analyses.change(analysis=row, by=request.user, asked=asking.question.kept())
    messages.success(request, _("Saved as version %(version)s.") % {"version": written.version})
    return HttpResponseRedirect(_page_of(row))


@require_POST
@signed_in
def remove(request: HttpRequest, analysis: int) -> HttpResponse:
    """Delete one's own analysis that has no pinned answers."""
    row = own(request, analysis)
    try:
        analyses.remove(analysis=row, by=request.user)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return HttpResponseRedirect(_page_of(row))
    messages.success(request, _("Deleted."))
    return HttpResponseRedirect(reverse("analysis:bench"))


@require_POST
@portfolio_page
def pin(request: HttpRequest, analysis: int) -> HttpResponse:
    """Pin the present answer, so that it can be given again."""
    row = visible(request, analysis)
    try:
        made = analyses.pin(analysis=row, by=request.user)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return HttpResponseRedirect(_page_of(row))
    messages.success(request, _("Pinned. This answer stays the same, whatever is frozen or changed later."))
    return HttpResponseRedirect(reverse("analysis:run", args=[made.pk]))


@kept
@portfolio_page
def run(request: HttpRequest, run: int) -> HttpResponse:
    """Give a pinned answer again, by the facts that were known then."""
    seen = AnalysisRun.objects.filter(pk=run, analysis__in=Analysis.objects.visible_to(request.user))
    row = seen.select_related("analysis", "ran_by__person").first()
    if row is None:
        raise Http404
    readable(request, asked(row.asked))
    asked_then, found, same = analyses.again(request.user, row)
    context = form_context(request, asked_then) | answer_context(found, f"&run={row.pk}")
    mine = row.ran_by_id == request.user.pk  # what its maker saw is nobody else's to compare with
    context |= {"run": row, "mine": mine, "same": same, "heading": spoken(row.analysis)}
    return render(request, "analysis/run.html", context)
