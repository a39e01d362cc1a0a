"""The form by which a sponsor hands powers to the PMO manager."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.queries import today
from kaname.domains.people.enums import Subject
from kaname.domains.project.rules import POWERS
from kaname.web.shell.saving import calm, date_widget

WORDS = {
    Subject.SCHEDULE: _("to change the schedule and settle its dates"),
    Subject.DECISION: _("to take decisions up to the project manager's limit"),
}


def power_words(powers: Iterable[str]) -> list[Any]:
    """Return powers in words, in the order of the matrix."""
    held = set(powers)
    return [WORDS[power] for power in POWERS if power in held]


class DelegationForm(forms.Form):
    """Which powers, what for, from when to when."""

    powers = forms.MultipleChoiceField(
        label=_("powers"),
        choices=[(str(p), WORDS[p]) for p in POWERS],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one power.")},
    )
    reason = forms.CharField(label=_("reason"), max_length=2000, widget=forms.Textarea)
    valid_from = forms.DateField(label=_("first day"), widget=date_widget())
    valid_to = forms.DateField(label=_("last day"), widget=date_widget())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Begin with today."""
        super().__init__(*args, **kwargs)
        self.initial.setdefault("valid_from", today())
        calm(self)
