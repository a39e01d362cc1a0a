"""A user's own access tokens: issued, shown once, revoked."""

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from kaname.domains.people.actions import tokens
from kaname.domains.people.models import AccessToken
from kaname.web.shell.access import signed_in
from kaname.web.shell.saving import date_widget


class TokenForm(forms.Form):
    """What a token is for and until when it may be used."""

    name = forms.CharField(label=_("purpose"), max_length=100)
    expires_on = forms.DateField(
        label=_("expires on"),
        required=False,
        widget=date_widget(),
        help_text=_("A year from today at the latest; empty: a year."),
    )


@signed_in
@never_cache
def own_tokens(request: HttpRequest) -> HttpResponse:
    """List the user's own tokens; issue one and show its secret this once."""
    form = TokenForm(request.POST or None)
    secret = ""
    if request.method == "POST" and form.is_valid():
        secret = tokens.issue(by=request.user, **form.cleaned_data)[1]  # type: ignore[arg-type] # signed in
        form = TokenForm()
    context = {"form": form, "secret": secret, "tokens": AccessToken.objects.filter(user=request.user.pk)}
    return render(request, "accounts/tokens.html", context, status=422 if form.is_bound else 200)


@signed_in
@require_POST
def token_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """End one of the user's own tokens."""
    token = AccessToken.objects.filter(user=request.user.pk, pk=pk, revoked=False).first()
    if token is None:
        raise Http404
    tokens.revoke(token=token, by=request.user)
    return redirect("accounts:tokens")
