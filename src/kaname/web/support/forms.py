"""Forms of support requests: ask, allocate, decline, note hours, hand back, confirm, take back."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from kaname.domains.control.models import SupportRequest, SupportTime
from kaname.domains.core.names import spoken
from kaname.domains.core.queries import today
from kaname.domains.people.models import Person
from kaname.web.projects.forms import PersonChoice
from kaname.web.shell.saving import RecordForm, date_widget

STARS = [(5, _("5: it saved us")), (4, _("4: it helped a lot")), (3, _("3: it helped")), (2, _("2: it helped little")),
         (1, _("1: it did not help"))]  # fmt: skip


class AskForm(RecordForm):
    """What would help, why, and by when."""

    class Meta(RecordForm.Meta):
        """What a person writes who asks."""

        model = SupportRequest
        fields = ("kind", "need", "why", "wanted_by")
        help_texts = {
            "need": _("Say it as a wish: who or what, for how long, what for."),
            "why": _("Where the project is red or amber, Kaname has written down what weighs most. Change it freely."),
        }


class HelperChoice(PersonChoice):
    """Somebody who may help, with the number of requests that they help with now."""

    def __init__(self, busy: dict[int, int], **kwargs: Any) -> None:
        """Know how many each has; own people and freelancers who have not left."""
        super().__init__(**kwargs)
        self.queryset = Person.objects.filter(left_on=None, employer__in=("own", "freelance")).order_by("code")
        self.busy = busy

    def label_from_instance(self, obj: Any) -> str:
        """Return name, number and how many requests."""
        count = self.busy.get(obj.pk, 0)
        if not count:
            return super().label_from_instance(obj)
        told = ngettext("helps with %(count)s request", "helps with %(count)s requests", count) % {"count": count}
        return f"{spoken(obj)} ({obj.code}) – {told}"


class AllocateForm(RecordForm):
    """Who helps, with what, until when."""

    class Meta(RecordForm.Meta):
        """The three."""

        model = SupportRequest
        fields = ("helper", "offer", "until")

    def __init__(self, *args: Any, busy: dict[int, int] | None = None, **kwargs: Any) -> None:
        """Show how burdened each helper is."""
        super().__init__(*args, **kwargs)
        self.fields["helper"] = HelperChoice(busy or {}, label=_("Who helps"))
        self.fields["offer"].required = True


class DeclineForm(RecordForm):
    """Why not."""

    class Meta(RecordForm.Meta):
        """One text."""

        model = SupportRequest
        fields = ("reason",)
        help_texts = {"reason": _("Say as well who else could help, or when.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """No refusal without its reason."""
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = True


class WithdrawForm(RecordForm):
    """Why it is not needed any more."""

    class Meta(RecordForm.Meta):
        """One text, which may stay empty."""

        model = SupportRequest
        fields = ("reason",)
        labels = {"reason": _("Why it is not needed any more")}


class TimeForm(forms.ModelForm):  # type: ignore[type-arg] # Django's class takes no argument at run time
    """Who gave how many hours on which day."""

    person = PersonChoice(label=_("Who helped"))

    class Meta:
        """What a person writes."""

        model = SupportTime
        fields = ("person", "day", "hours", "note")
        widgets = {"day": date_widget()}

    def __init__(self, request: SupportRequest, *args: Any, **kwargs: Any) -> None:
        """Begin with the helper and today."""
        super().__init__(*args, **kwargs)
        self.initial.update(person=request.helper_id, day=today())
        self.fields["hours"].widget.attrs |= {"step": "0.25", "min": "0.25", "max": "24"}


class DeliverForm(RecordForm):
    """What came of it."""

    class Meta(RecordForm.Meta):
        """One text."""

        model = SupportRequest
        fields = ("outcome",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Nothing is handed back without a word."""
        super().__init__(*args, **kwargs)
        self.fields["outcome"].required = True


class ConfirmForm(RecordForm):
    """How much it helped, and what came of it."""

    rating = forms.TypedChoiceField(
        label=_("How much it helped, 1 to 5"), choices=STARS, coerce=int, widget=forms.RadioSelect
    )

    class Meta(RecordForm.Meta):
        """The project's word."""

        model = SupportRequest
        fields = ("rating", "outcome")
