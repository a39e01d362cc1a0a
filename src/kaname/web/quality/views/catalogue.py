"""The company's catalogue of quality metrics, with the values that are usual elsewhere and where they come from."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from kaname.domains.people.enums import Level, Subject
from kaname.domains.quality.actions import metrics as actions
from kaname.domains.quality.actions.starters import STARTERS
from kaname.domains.quality.models import Metric
from kaname.domains.quality.rules import keeps_catalogue
from kaname.web.quality.forms import MetricForm
from kaname.web.shell.access import anywhere_page, company_page
from kaname.web.shell.kept import kept
from kaname.web.shell.saving import answer, posted


@kept
@anywhere_page(Subject.QUALITY)
def metrics(request: HttpRequest) -> HttpResponse:
    """Show the catalogue."""
    rows = list(Metric.objects.all())
    known = {row.code for row in rows}
    context = {
        "rows": rows,
        "keeps": keeps_catalogue(request.user),
        "starters": sum(starter["code"] not in known for starter in STARTERS),
    }
    return render(request, "quality/catalogue.html", context)


@company_page(Subject.METRIC, read=Level.EDIT)
def new(request: HttpRequest) -> HttpResponse:
    """Add a metric."""
    back = reverse("quality:catalogue")
    write = partial(actions.create, by=request.user)
    context = {"heading": _("Add a metric"), "back": back}
    return answer(request, MetricForm(posted(request)), write, back, "quality/metric_form.html", context)


@company_page(Subject.METRIC, read=Level.EDIT)
def edit(request: HttpRequest, metric: int) -> HttpResponse:
    """Change a metric; projects keep the bands that they took over."""
    found = get_object_or_404(Metric, pk=metric)
    back = reverse("quality:catalogue")
    write = partial(actions.update, metric=Metric.objects.get(pk=found.pk), by=request.user)
    form = MetricForm(posted(request), instance=found)
    return answer(request, form, write, back, "quality/metric_form.html", {"heading": found.code, "back": back})


@require_POST
@company_page(Subject.METRIC, read=Level.EDIT)
def begin(request: HttpRequest) -> HttpResponse:
    """Enter the starter values that the catalogue does not have yet."""
    made = actions.begin(by=request.user)
    said = ngettext("%(count)s metric was entered.", "%(count)s metrics were entered.", len(made))
    messages.success(request, said % {"count": len(made)})
    return HttpResponseRedirect(reverse("quality:catalogue"))
