"""The own account, and the door that an invitation opens."""

from functools import partial

from allauth.mfa.utils import is_mfa_enabled
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

from kaname.domains.people.actions import accounts, invitations
from kaname.domains.people.models import User
from kaname.web.accounts.adapters import speak
from kaname.web.accounts.forms import OwnAccountForm, PasswordForm
from kaname.web.shell.access import public, signed_in
from kaname.web.shell.saving import answer, posted


@signed_in
def account(request: HttpRequest) -> HttpResponse:
    """Show and change the own account: name, language, ways to sign in, sessions."""
    user = request.user
    assert isinstance(user, User)  # the decorator lets nobody else in
    form = OwnAccountForm(posted(request), initial={"name": user.name, "language": user.language})
    context = {
        "second_factor": is_mfa_enabled(user),
        "sessions": UserSession.objects.filter(user=user).count(),
        "has_password": user.has_usable_password(),
    }
    address = reverse("accounts:account")
    response = answer(request, form, partial(accounts.update_own, by=user), address, "accounts/account.html", context)
    if isinstance(response, HttpResponseRedirect):
        speak(response, form.cleaned_data["language"])
    return response


@public
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Let an invited person choose a password, once; a link that has ended is the same as none."""
    user = invitations.invited(token)
    if user is None:
        return render(request, "accounts/invitation_ended.html", status=404)
    form = PasswordForm(user, posted(request))
    if form.is_bound and form.is_valid():
        if invitations.accept(token=token, password=form.cleaned_data["password"]) is None:
            raise Http404
        return HttpResponseRedirect(f"{settings.LOGIN_URL}?welcome=1")
    context = {"form": form, "invited": user}
    response = render(request, "accounts/invitation.html", context, status=422 if form.is_bound else 200)
    add_never_cache_headers(response)
    return response
