"""Forms of the own account."""

from typing import Any

from allauth.account.forms import LoginForm
from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.utils.translation import gettext_lazy as _

from kaname.domains.people.models import User


class SignInForm(LoginForm):  # type: ignore[misc] # allauth ships no types
    """Address and password, in our words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Labels stand above the fields; nothing is written into them; the keyboard begins in the one to fill."""
        super().__init__(*args, **kwargs)
        for name, label in (("login", _("e-mail address")), ("password", _("Password"))):
            self.fields[name].label = label
            self.fields[name].help_text = ""
            self.fields[name].widget.attrs.pop("placeholder", None)
        self.fields["remember"].label = _("Stay signed in on this device")
        self.fields["password" if self.data.get("login") else "login"].widget.attrs["autofocus"] = True


class OwnAccountForm(forms.Form):
    """What the user of an account may change by themselves."""

    name = forms.CharField(label=_("Name that others see"), max_length=100)
    language = forms.ChoiceField(label=_("language"), choices=settings.LANGUAGES)


class PasswordForm(forms.Form):
    """A first password, typed twice."""

    password = forms.CharField(
        label=_("Password"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )
    again = forms.CharField(
        label=_("Password, once more"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        """Judge the password for one account."""
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["password"].help_text = " ".join(password_validators_help_texts())

    def clean_password(self) -> str:
        """Refuse a password that can be guessed."""
        password: str = self.cleaned_data["password"]
        validate_password(password, self.user)
        return password

    def clean(self) -> dict[str, Any]:
        """Refuse two that differ."""
        cleaned = super().clean() or {}
        if cleaned.get("password") and cleaned["password"] != cleaned.get("again"):
            self.add_error("again", _("The two passwords differ."))
        return cleaned
