"""Writing programmes: their heads, their projects, their benefits and what was measured of these."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from kaname.domains.core.names import spoken
from kaname.domains.core.queries import today
from kaname.domains.people.enums import Level, Subject
from kaname.domains.portfolio.actions import benefits, programmes
from kaname.domains.portfolio.models import Benefit, BenefitReading, Programme, ProgrammeProject
from kaname.domains.portfolio.rules import can_measure
from kaname.domains.project.models import Project
from kaname.domains.reporting.queries.portfolio import has_portfolio
from kaname.web.programmes.forms import BenefitForm, IncludeForm, MeasureForm, ProgrammeForm, ReleaseForm
from kaname.web.programmes.views import programme_or_404
from kaname.web.shell.access import company_page, signed_in
from kaname.web.shell.saving import answer, posted

FORM = "programmes/form.html"
editing = company_page(Subject.PROJECT, read=Level.EDIT)


def _back(programme: Programme) -> str:
    return reverse("programmes:programme", args=[programme.pk])


@editing
def new(request: HttpRequest) -> HttpResponse:
    """Make a programme."""
    form = ProgrammeForm(posted(request))
    context = {"heading": _("New programme"), "back": reverse("programmes:list")}
    return answer(request, form, lambda **v: programmes.create(by=request.user, **v), _back, FORM, context)


@editing
def edit(request: HttpRequest, programme: int) -> HttpResponse:
    """Change a programme's head."""
    row = programme_or_404(request, programme)
    form = ProgrammeForm(posted(request), instance=row)

    def write(version: int, **values: Any) -> Programme:
        fresh = Programme.objects.get(pk=row.pk)
        return programmes.update(programme=fresh, by=request.user, version=version, **values)

    return answer(request, form, write, _back, FORM, {"heading": spoken(row), "back": _back(row)})


@editing
def include(request: HttpRequest, programme: int) -> HttpResponse:
    """Put a project into a programme from a day on."""
    row = programme_or_404(request, programme)
    form = IncludeForm(request.user, posted(request), initial={"valid_from": today()})
    context = {"heading": _("Put a project into the programme"), "back": _back(row)}

    def write(**values: Any) -> ProgrammeProject:
        return programmes.include(programme=row, by=request.user, **values)

    return answer(request, form, write, _back(row), FORM, context)


@editing
def release(request: HttpRequest, programme: int, part: int) -> HttpResponse:
    """End a project's part in a programme."""
    row = programme_or_404(request, programme)
    seen = Project.objects.visible_to(request.user, Subject.PROJECT, Level.READ)
    found = row.parts.filter(pk=part, project__in=seen).select_related("project").first()
    if found is None:
        raise Http404
    form = ReleaseForm(posted(request), initial={"valid_to": today()})
    heading = _("Until when does %(project)s belong to the programme?") % {"project": found.project.code}

    def write(**values: Any) -> ProgrammeProject:
        return programmes.release(part=found, by=request.user, **values)

    return answer(request, form, write, _back(row), FORM, {"heading": heading, "back": _back(row)})


@editing
def new_benefit(request: HttpRequest, programme: int) -> HttpResponse:
    """Add a benefit."""
    row = programme_or_404(request, programme)
    form = BenefitForm(posted(request))
    context = {"heading": _("New benefit"), "back": _back(row)}

    def write(**values: Any) -> Benefit:
        return benefits.create(programme=row, by=request.user, **values)

    return answer(request, form, write, _back(row), FORM, context)


@editing
def edit_benefit(request: HttpRequest, programme: int, benefit: int) -> HttpResponse:
    """Change a benefit."""
    row = programme_or_404(request, programme)
    found = _benefit(row, benefit)
    form = BenefitForm(posted(request), instance=found)

    def write(version: int, **values: Any) -> Benefit:
        fresh = Benefit.objects.get(pk=found.pk)
        return benefits.update(benefit=fresh, by=request.user, version=version, **values)

    return answer(request, form, write, _back(row), FORM, {"heading": spoken(found), "back": _back(row)})


@signed_in
def measure(request: HttpRequest, programme: int, benefit: int) -> HttpResponse:
    """Note a measured value: for who answers for the benefit or the programme, and who edits it."""
    if not has_portfolio(request.user):
        raise Http404
    row = programme_or_404(request, programme)
    found = _benefit(row, benefit)
    if not can_measure(request.user, found):
        raise Http404
    form = MeasureForm(posted(request), initial={"measured_on": today()})
    heading = _("Measured value: %(name)s") % {"name": spoken(found)}

    def write(**values: Any) -> BenefitReading:
        return benefits.measure(benefit=found, by=request.user, **values)

    return answer(request, form, write, _back(row), FORM, {"heading": heading, "back": _back(row)})


def _benefit(programme: Programme, number: int) -> Benefit:
    found = programme.benefits.select_related("owner", "programme__owner").filter(pk=number).first()
    if found is None:
        raise Http404
    return found
