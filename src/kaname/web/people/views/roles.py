"""Granting and ending roles of the company."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from kaname.domains.core.names import spoken
from kaname.domains.people.actions import roles
from kaname.domains.people.models import Person, RoleHolding
from kaname.web.people.forms import EndForm, RoleForm
from kaname.web.people.views.people import accounts_page, address_of
from kaname.web.shell.saving import answer, posted


@accounts_page
def role_grant(request: HttpRequest, person: int) -> HttpResponse:
    """Give a person a role for a period."""
    found = get_object_or_404(Person, pk=person)
    write = partial(roles.grant, person=found, by=request.user)
    context = {"heading": _("Grant a role: %(name)s") % {"name": spoken(found)}, "back": address_of(found)}
    return answer(request, RoleForm(posted(request)), write, _to_person, "people/form.html", context)


@accounts_page
def role_end(request: HttpRequest, person: int, holding: int) -> HttpResponse:
    """Take a role away after its last day."""
    held = get_object_or_404(RoleHolding.objects.select_related("person"), pk=holding, person=person)
    write = partial(roles.end, holding=held, by=request.user)
    heading = _("End the role: %(role)s, %(name)s") % {"role": held.get_role_display(), "name": spoken(held.person)}
    context = {"heading": heading, "back": address_of(held.person)}
    return answer(request, EndForm(posted(request)), write, _to_person, "people/form.html", context)


def _to_person(held: RoleHolding) -> str:
    return address_of(held.person)
