"""Forms of the closing report."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.queries import today
from kaname.domains.project.models import Closing
from kaname.web.shell.saving import RecordForm


class ClosingForm(RecordForm):
    """What was reached, what is left, what was learnt."""

    class Meta(RecordForm.Meta):
        """What stands in it."""

        model = Closing
        fields = ("finished_on", "results", "left_over", "lessons")
        help_texts = {"finished_on": _("Used where the plan does not say it: as long as activities are open in it.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Begin with today."""
        super().__init__(*args, **kwargs)
        self.initial.setdefault("finished_on", today())
        if self.initial["finished_on"] is None:
            self.initial["finished_on"] = today()


class RemarkForm(forms.Form):
    """Why a closing report is sent back, or a project is not accepted."""

    remark = forms.CharField(label=_("reason"), max_length=2000, widget=forms.Textarea)
