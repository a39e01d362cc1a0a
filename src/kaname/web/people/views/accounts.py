"""Inviting a person, closing and opening their account."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kaname.domains.core.names import spoken
from kaname.domains.people.actions import accounts, invitations
from kaname.domains.people.models import Person, User
from kaname.web.people.forms import InviteForm
from kaname.web.people.views.people import accounts_page, address_of
from kaname.web.shell.saving import answer, posted


@accounts_page
def invite(request: HttpRequest, person: int) -> HttpResponse:
    """Mail a person the link with which they choose a password."""
    found = get_object_or_404(Person.objects.select_related("user"), pk=person)
    known = {"email": found.user.email if found.user else found.email, "language": get_language()}
    base = request.build_absolute_uri("/")
    write = partial(invitations.invite, person=found, by=request.user, base_url=base)
    context = {"heading": _("Invite: %(name)s") % {"name": spoken(found)}, "back": address_of(found)}
    form = InviteForm(posted(request), initial=known)
    form.fields["email"].disabled = found.user is not None
    return answer(request, form, write, lambda user: address_of(user.person), "people/form.html", context)


@require_POST
@accounts_page
def deactivate(request: HttpRequest, person: int) -> HttpResponse:
    """Close a person's account."""
    found = get_object_or_404(User.objects.select_related("person"), person=person)
    try:
        accounts.deactivate(user=found, by=request.user)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    return HttpResponseRedirect(address_of(found.person))


@require_POST
@accounts_page
def reactivate(request: HttpRequest, person: int) -> HttpResponse:
    """Open a person's account again."""
    found = get_object_or_404(User.objects.select_related("person"), person=person)
    accounts.reactivate(user=found, by=request.user)
    return HttpResponseRedirect(address_of(found.person))
