"""Key figures: reading one over time, writing it, noting what was measured."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from kaname.domains.core.names import spoken
from kaname.domains.core.queries import today
from kaname.domains.portfolio.actions import kpis
from kaname.domains.portfolio.models import Kpi, KpiReading
from kaname.domains.portfolio.queries.objectives import measured
from kaname.domains.portfolio.rules import can_note
from kaname.web.shell.access import portfolio_page, signed_in
from kaname.web.shell.kept import kept
from kaname.web.shell.saving import answer, posted
from kaname.web.strategy.forms import KpiForm, ReadingForm
from kaname.web.strategy.pictures import figure_chart
from kaname.web.strategy.reach import common, day_of, editing, kpi_or_404, objective_or_404
from kaname.web.strategy.sentences import figure_answer

FORM = "strategy/form.html"


def address_of(kpi: Kpi) -> str:
    """Return where a key figure is read."""
    return reverse("strategy:kpi", args=[kpi.pk])


@kept
@portfolio_page
def kpi_page(request: HttpRequest, kpi: int) -> HttpResponse:
    """Show a key figure: its readings over time beside the straight way to its target."""
    row = kpi_or_404(request, kpi)
    as_of = day_of(request)
    figure = measured([row], as_of or today())[0]
    context = common(request, "map") | {
        "figure": figure,
        "kpi": row,
        "answer": figure_answer(figure),
        "chart": figure_chart(figure),
        "as_of": as_of,
        "may_note": can_note(request.user, row) and as_of is None,
    }
    return render(request, "strategy/kpi.html", context)


@editing
def new(request: HttpRequest, objective: int) -> HttpResponse:
    """Add a key figure to an objective."""
    row = objective_or_404(request, objective)
    form = KpiForm(posted(request), initial={"due": row.ends})
    back = reverse("strategy:objective", args=[row.pk])

    def write(**values: Any) -> Kpi:
        return kpis.create(objective=row, by=request.user, **values)

    return answer(request, form, write, address_of, FORM, {"heading": _("New KPI"), "back": back})


@editing
def edit(request: HttpRequest, kpi: int) -> HttpResponse:
    """Change a key figure."""
    row = kpi_or_404(request, kpi)
    form = KpiForm(posted(request), instance=row)

    def write(version: int, **values: Any) -> Kpi:
        return kpis.update(kpi=Kpi.objects.get(pk=row.pk), by=request.user, version=version, **values)

    return answer(request, form, write, address_of, FORM, {"heading": spoken(row), "back": address_of(row)})


@signed_in
def measure(request: HttpRequest, kpi: int) -> HttpResponse:
    """Note a measured value: for who answers for the figure or its objective, and who edits."""
    row = kpi_or_404(request, kpi)
    if not can_note(request.user, row):
        raise Http404
    form = ReadingForm(posted(request), initial={"measured_on": today()})
    heading = _("Measured value: %(name)s") % {"name": spoken(row)}

    def write(**values: Any) -> KpiReading:
        return kpis.measure(kpi=row, by=request.user, **values)

    return answer(request, form, write, address_of(row), FORM, {"heading": heading, "back": address_of(row)})
