"""Forms of reports: sentences, looking before freezing, sending, the calendar, base files."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.queries import today
from kaname.domains.people.models import Person
from kaname.domains.reporting.actions.reports import templates
from kaname.domains.reporting.enums import Channel, FileEnding, ReportKind, SendingRule
from kaname.exchange.reports.document import ReportDocument
from kaname.web.shell.saving import calm, date_widget

DAYS = (
    (0, _("Monday")),
    (1, _("Tuesday")),
    (2, _("Wednesday")),
    (3, _("Thursday")),
    (4, _("Friday")),
)


class SentencesForm(forms.Form):
    """One field a section that has sentences: its draft, or what a person wrote."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, document: ReportDocument, drafted: ReportDocument, data: Mapping[str, Any] | None) -> None:
        """Make the fields of a document; ``drafted`` is the same without anybody's sentences."""
        super().__init__(data)
        self.drafts = said(drafted)
        for section in document.sections:
            if section.sentence:
                label = _("Conclusion") if section.sentence == "summary" else section.title
                self.fields[section.sentence] = forms.CharField(
                    label=label,
                    required=False,
                    max_length=2000,
                    initial=said(document)[section.sentence],
                    widget=forms.Textarea(attrs={"rows": 4}),
                    help_text=_("One sentence a line. Empty: the draft comes back."),
                )

    def sentences(self) -> dict[str, str]:
        """Return what was written; what is still the draft stays one."""
        found = {key: str(self.cleaned_data.get(key, "")).replace("\r", "") for key in self.drafts}
        return {key: "" if text.strip() == self.drafts[key].strip() else text for key, text in found.items()}


def said(document: ReportDocument) -> dict[str, str]:
    """Return the sentences of a document that a person may write, by section."""
    found = {s.sentence: "\n".join(s.answer) for s in document.sections if s.sentence}
    return found | ({"summary": "\n".join(document.conclusion)} if "summary" in found else {})


class LookForm(forms.Form):
    """That somebody has looked at what contradicts itself."""

    looked_at = forms.BooleanField(label=_("I have looked at these and they may go out so"), required=False)


class SendForm(forms.Form):
    """Where something that was frozen goes."""

    channel = forms.ChoiceField(label=_("way of sending"), choices=Channel, initial=Channel.MAIL)
    to = forms.CharField(
        label=_("addressees"),
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Mail addresses, one a line; or the address of one webhook of Teams or Slack."),
    )
    language = forms.ChoiceField(label=_("language"), choices=settings.LANGUAGES)


class FileForm(SendForm):
    """Where a frozen report goes, and as which file."""

    ending = forms.ChoiceField(label=_("file type"), choices=FileEnding, initial=FileEnding.PDF)
    field_order: tuple[str, ...] = ("channel", "to", "ending", "language")


class CalendarForm(SendForm):
    """The same every week, or once a month."""

    rule = forms.ChoiceField(
        label=_("when"),
        choices=SendingRule,
        initial=SendingRule.WEEKLY,
        required=False,
        help_text=_("A monthly day that is a holiday moves to the business day before."),
    )
    nth = forms.TypedChoiceField(
        label=_("which one of the month"),
        choices=[(n, n) for n in range(1, 21)],
        coerce=int,
        initial=1,
        required=False,
        empty_value=1,  # type: ignore[arg-type] # a number, as the choices are
        help_text=_("Of working days: the first, second and so on. Of a weekday: 1 to 4, and 5 is the last one."),
    )
    weekday = forms.TypedChoiceField(
        label=_("weekday"),
        choices=DAYS,
        coerce=int,
        initial=0,
        help_text=_("Counts every week, and monthly on a weekday."),
    )
    hour = forms.IntegerField(label=_("hour"), min_value=0, max_value=23, initial=9)

    def clean_rule(self) -> str:
        """Without a choice: every week."""
        return self.cleaned_data["rule"] or SendingRule.WEEKLY


class ScheduleForm(CalendarForm, FileForm):
    """The same for a report of a project."""

    kind = forms.ChoiceField(label=_("report"), choices=())
    field_order = ("kind", "channel", "to", "ending", "language", "rule", "nth", "weekday", "hour")

    def __init__(self, kinds: list[ReportKind], *args: Any, **options: Any) -> None:
        """Offer the reports of a project."""
        super().__init__(*args, **options)
        self.fields["kind"].choices = [(k.value, k.label) for k in kinds]  # type: ignore[attr-defined] # a choice field


class TemplateForm(forms.Form):
    """A new version of a base file."""

    file = forms.FileField(
        label=_("File (.pptx or .xlsx)"),
        help_text=_(
            "PowerPoint: the slide master needs a layout with a title. Excel: cells with {{title}} and {{number}}; "
            "{{subtitle}} and {{conclusion}} may stand too."
        ),
    )
    kind = forms.ChoiceField(label=_("report"), required=False)
    owner = forms.ModelChoiceField(Person.objects.none(), label=_("owner"))
    effective_from = forms.DateField(label=_("in force from"), widget=date_widget())
    reason = forms.CharField(label=_("what has changed"), required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, **options: Any) -> None:
        """Offer own people as owners, and every report or all of them."""
        super().__init__(*args, **options)
        self.fields["kind"].choices = [("", _("every report")), *ReportKind.choices]  # type: ignore[attr-defined] # a choice field
        self.fields["owner"].queryset = Person.objects.filter(employer="own").order_by("code")  # type: ignore[attr-defined] # a choice field
        self.fields["effective_from"].initial = today
        calm(self)

    def clean_file(self) -> Any:
        """Name all that the file lacks, also where another field is wrong too."""
        given = self.cleaned_data["file"]
        wrong = templates.file_problems(given.name or "", given.read())
        given.seek(0)
        if wrong:
            raise forms.ValidationError(wrong)
        return given
