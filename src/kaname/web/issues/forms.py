"""Forms of issues: raising and changing one, its next step, taking it up or down, sorting many, a list to take over."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kaname.domains.control.actions.issues import FIELDS
from kaname.domains.control.enums import Affected, Escalation, IssueKind, IssueState, RejectedAs
from kaname.domains.control.models import Issue
from kaname.domains.control.rules.issues import owners, problems
from kaname.domains.core.queries import today
from kaname.domains.people.models import Person
from kaname.domains.project.models import Project
from kaname.domains.schedule.models import Activity
from kaname.web.shell.saving import Judged, RecordForm, date_widget

LONG, LONGEST = 2000, 4000
KINDS = (("", "―"), *IssueKind.choices)


class People(forms.ModelChoiceField):  # type: ignore[type-arg] # Django's class takes no argument at run time
    """One of a project's people."""

    def __init__(self, project: Project, keep: int | None = None, **options: Any) -> None:
        """``keep``: somebody who is chosen already, though they may have left."""
        known = owners(project)
        rows = known if keep is None else Person.objects.filter(pk__in=[*known.values_list("pk", flat=True), keep])
        super().__init__(queryset=rows.order_by("name"), required=False, **options)


class IssueForm(Judged, RecordForm):
    """What an issue says; a new one, or one that is open."""

    affects = forms.MultipleChoiceField(
        label=_("what it touches"), choices=Affected.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    remark = forms.CharField(
        label=_("Why the due date moves"), max_length=LONG, required=False,
        help_text=_("Only where you move the due date of an issue that is taken in; each move is counted."),
    )  # fmt: skip

    class Meta(RecordForm.Meta):
        """What a person writes."""

        model = Issue
        fields = (
            "title", "kind", "event", "affects", "impact_days", "impact_yen", "severity", "urgency", "importance",
            "owner", "due", "cause", "response", "criterion", "raised_on", "activity", "open_to_client",
        )  # fmt: skip
        help_texts = {
            "title": _("One line by which everybody knows it again."),
            "event": _("What is, since when, and how it shows. No guesses about people."),
            "impact_days": _("How much later the finish would be; empty where nobody knows."),
            "impact_yen": _("What it would cost; empty where nobody knows."),
            "owner": _("One person. May be left empty until it is taken in."),
            "criterion": _("What must be so before it is closed."),
        }

    def __init__(self, *args: Any, project: Project, money: bool = True, **kwargs: Any) -> None:
        """Know the project; ask for money only of who may see it."""
        super().__init__(*args, **kwargs)
        self.project = project
        self.fields["owner"] = People(
            project, self.instance.owner_id, label=self.fields["owner"].label, help_text=self.fields["owner"].help_text
        )
        rows = Activity.objects.filter(plan__project=project).exclude(kind="summary").select_related("plan")
        self.fields["activity"].queryset = rows.order_by("position")  # type: ignore[attr-defined] # a choice of rows
        if not money:
            del self.fields["impact_yen"]
        if self.instance.pk is None:
            del self.fields["remark"]
            self.initial.setdefault("raised_on", today())
        elif self.instance.state == IssueState.RAISED:
            del self.fields["remark"]
        else:
            names = list(self.fields)
            names.insert(names.index("due") + 1, names.pop(names.index("remark")))
            self.order_fields(names)

    def problems(self, given: dict[str, Any]) -> dict[str, Any]:
        """Return what the rules say of what was typed, and of what stands already."""
        standing = {name: getattr(self.instance, name) for name in FIELDS} if self.instance.pk else {}
        wrong = problems(self.project, standing | given, self.instance.state)
        before = Issue.objects.filter(pk=self.instance.pk).values_list("due", flat=True).first()
        moved = "remark" in self.fields and before is not None and given.get("due") != before
        if moved and not str(given.get("remark") or "").strip():
            wrong["remark"] = _("Say why the due date moves.")
        return wrong

    def _post_clean(self) -> None:
        """Leave the row as it was read: the action judges and writes."""


class MoveForm(forms.Form):
    """What a step asks for, and nothing else."""

    def __init__(self, issue: Issue, to: str, *args: Any, **kwargs: Any) -> None:
        """Ask by the step."""
        super().__init__(*args, **kwargs)
        self.issue, self.to = issue, to
        if to == IssueState.ACCEPTED:
            self.fields["kind"] = forms.ChoiceField(
                label=_("kind of issue"), choices=KINDS, initial=issue.kind, required=False
            )
            self.fields["owner"] = People(
                issue.project, issue.owner_id, label=_("owner of the issue"), initial=issue.owner_id
            )
            self.fields["due"] = forms.DateField(
                label=_("due date"), widget=date_widget(), initial=issue.due, required=False
            )
        if to in (IssueState.RESOLVED, IssueState.CLOSED):
            self.fields["result"] = _text(_("result"), LONGEST, issue.result)
        if to == IssueState.HELD:
            self.fields["resume_on"] = forms.DateField(label=_("resumes on"), widget=date_widget(), required=False)
        if to == IssueState.REJECTED:
            self.fields["rejected_as"] = forms.ChoiceField(
                label=_("why rejected"), choices=(("", "―"), *RejectedAs.choices), required=False
            )
        if to in (IssueState.HELD, IssueState.REJECTED, IssueState.WORKING):
            self.fields["remark"] = _text(_("Why"), LONG)


class LevelForm(forms.Form):
    """Up or down, and why."""

    level = forms.TypedChoiceField(label=_("level of escalation"), choices=Escalation.choices, coerce=int)
    remark = forms.CharField(
        label=_("Why"), max_length=LONG, required=False, widget=forms.Textarea,
        help_text=_("What is asked of the level above. Whoever stands there is told at once."),
    )  # fmt: skip


class ListForm(forms.Form):
    """A list of issues as a file."""

    file = forms.FileField(
        label=_("List of issues"),
        help_text=_("A list of your own (.xlsx or .csv), or what Redmine, Backlog or Jira export (.csv, .json, .xml)."),
    )


def _text(label: Any, most: int, initial: str = "") -> forms.CharField:
    return forms.CharField(label=label, max_length=most, required=False, widget=forms.Textarea, initial=initial)
