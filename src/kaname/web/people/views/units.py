"""Departments over time."""

from datetime import date
from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from kaname.domains.core.names import spoken
from kaname.domains.core.queries import today
from kaname.domains.people.actions import units
from kaname.domains.people.enums import Level, Subject
from kaname.domains.people.models import OrganisationUnit
from kaname.domains.people.queries import past_of, unit_tree
from kaname.domains.people.rules import can_company
from kaname.domains.reporting.queries.people import is_own
from kaname.web.people.forms import EndForm, MoveForm, UnitForm
from kaname.web.people.views.people import accounts_page
from kaname.web.shell.access import signed_in
from kaname.web.shell.saving import answer, posted


@signed_in
def unit_list(request: HttpRequest) -> HttpResponse:
    """Show the organisation as it stands on a day; outsiders have no such page."""
    if not is_own(request.user):
        raise Http404
    day = _day(request.GET.get("on", ""))
    may_write = can_company(request.user, Subject.ACCOUNT, Level.EDIT)
    return render(request, "people/units.html", {"rows": unit_tree(day), "day": day, "may_write": may_write})


def _day(text: str) -> date:
    try:
        return parse_date(text) or today()
    except ValueError:
        return today()


@accounts_page
def unit_new(request: HttpRequest) -> HttpResponse:
    """Found a department."""
    context = {"heading": _("New department"), "back": reverse("people:units")}
    write = partial(units.create, by=request.user)
    return answer(request, UnitForm(posted(request)), write, _to_units, "people/form.html", context)


@accounts_page
def unit_page(request: HttpRequest, unit: int) -> HttpResponse:
    """Rename or move a department from a day on; what it was is listed below."""
    found = get_object_or_404(OrganisationUnit, pk=unit)
    form = MoveForm(posted(request), instance=found)
    context = {"unit": found, "past": past_of(found), "end_form": EndForm()}
    return answer(
        request, form, partial(units.move, unit=found, by=request.user), _to_units, "people/unit.html", context
    )


@accounts_page
def unit_end(request: HttpRequest, unit: int) -> HttpResponse:
    """Close a department."""
    found = get_object_or_404(OrganisationUnit, pk=unit)
    heading = _("Close the department: %(name)s") % {"name": spoken(found)}
    context = {"heading": heading, "back": reverse("people:unit", args=[found.pk])}
    write = partial(units.end, unit=found, by=request.user)
    return answer(request, EndForm(posted(request)), write, _to_units, "people/form.html", context)


def _to_units(unit: OrganisationUnit) -> str:
    return reverse("people:units")
