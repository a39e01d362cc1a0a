"""Forms of documents: entering them, what the register says of them, a next version, what the company sets."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.models import Organisation
from kaname.domains.core.queries import organisation
from kaname.domains.document.actions.documents import problems
from kaname.domains.document.actions.versions import Arriving
from kaname.domains.document.models import Document, DocumentKind
from kaname.domains.document.rules import Filing
from kaname.domains.document.validators import checked_place, checked_scheme
from kaname.domains.people.models import Person
from kaname.domains.project.models import Project
from kaname.domains.project.queries import people_visible_to
from kaname.web.imports.forms import Files
from kaname.web.shell.saving import Judged, RecordForm

ABOUT = (
    "kind", "name", "name_en", "deliverable", "phase", "owner", "reviewer", "approver", "confidentiality", "review_by",
    "retain_years",
)  # fmt: skip
NOTE = _("What has changed")


class Bringing(forms.Form):
    """Where the bytes are: files, or the place where one lies."""

    files = Files(  # type: ignore[assignment] # fields are taken out of the class: the form's own files stay
        label=_("Files"), required=False, allow_empty_file=True,
        help_text=_("Choose them or drop them here. What a file is, is seen from its content."),
    )  # fmt: skip
    place = forms.CharField(
        label=_("or the place where the file lies"), max_length=1000, required=False,
        help_text=_("Where the company keeps the file elsewhere: https://… or \\\\server\\folder\\file."),
    )  # fmt: skip

    several = True

    def arriving(self) -> list[Arriving]:
        """Return what comes in."""
        data = self.cleaned_data
        given = [Arriving(name=f.name, file=f.file) for f in self.chosen]
        return given or ([Arriving(place=data["place"])] if data.get("place") else [])

    @property
    def chosen(self) -> list[Any]:
        """The files that were sent; a field that was left empty sends one that is none."""
        return [f for f in self.cleaned_data.get("files") or () if f]

    def check_arriving(self) -> None:
        """Say everything that is wrong with what comes in, beside its field."""
        files = self.chosen
        place = self.cleaned_data.get("place", "")
        if files and place:
            self.add_error("place", _("Either files or a place."))
        elif place:
            try:
                checked_place(place)
            except ValidationError as refused:
                self.add_error("place", refused.error_dict["place"])
        if len(files) > 1 and not self.several:
            self.add_error("files", _("One file makes a version."))
        for file in files:
            for wrong in Arriving(name=file.name, file=file.file).problems():
                self.add_error("files", wrong)


class DocumentForm(Bringing, Judged, RecordForm):
    """A document of the register; a new one with its files."""

    project = forms.ModelChoiceField(
        label=_("Project"), queryset=Project.objects.none(), required=False,
        help_text=_("Empty: a document of the whole company."),
    )  # fmt: skip

    class Meta(RecordForm.Meta):
        """What a person writes."""

        model = Document
        fields = ABOUT
        help_texts = {
            "name": _("With several files each document is called after its file."),
            "deliverable": _("Which deliverable of the project it is, if any."),
            "retain_years": _("Only where it differs from its kind."),
            "confidentiality": _("Of class C3 every reading of the file is written into the access ledger."),
            "approver": _("Neither owner nor reviewer nor whoever puts the version up."),
        }

    def __init__(
        self, *args: Any, by: Any = None, projects: Any = None, company: bool = False, fixed: Project | None = None,
        **kwargs: Any,
    ) -> None:  # fmt: skip
        """``projects``: where the user enters documents; ``company``: company-wide too; ``fixed``: which it is."""
        super().__init__(*args, **kwargs)
        self.by = by
        self.fixed = self.instance.project if self.instance.pk else fixed
        new = self.instance.pk is None
        self.fields["kind"].queryset = DocumentKind.objects.filter(retired=False) if new else DocumentKind.objects.all()  # type: ignore[attr-defined] # a choice of rows
        self.fields["name"].required = not new
        if new:
            self.fields["project"].queryset = projects  # type: ignore[attr-defined] # a choice of rows
            self.fields["project"].required = not company
            self.order_fields(["project", "files", "place", "kind", "name"])
        else:
            del self.fields["project"], self.fields["files"], self.fields["place"]
        self._narrow(self.fixed)

    def _narrow(self, project: Project | None) -> None:
        for name in ("deliverable", "phase"):
            field: Any = self.fields[name]
            if project is None:
                del self.fields[name]
            else:
                field.queryset = getattr(project, f"{name}s").all()
        here = (Person.objects.all() if self.by is None else people_visible_to(self.by)).filter(left_on=None)
        for name in ("owner", "reviewer", "approver"):
            self.fields[name].queryset = here.order_by("code")  # type: ignore[attr-defined] # a choice of rows

    def problems(self, given: dict[str, Any]) -> dict[str, Any]:
        """Ask the domain about what could be read."""
        project = self.instance.project if self.instance.pk else given.get("project")
        return problems(project, given, self.by)

    def clean(self) -> dict[str, Any] | None:
        """A new document has a title or files that give it one."""
        values = super().clean() or {}
        if self.instance.pk is None:
            self.check_arriving()
            if not values.get("name") and not self.chosen and "files" not in self.errors:
                self.add_error("name", _("Give a title, or a file that it is called after."))
        return values


class VersionForm(Bringing):
    """A next version."""

    several = False
    note = forms.CharField(label=NOTE, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    final = forms.BooleanField(label=_("A whole version (1.0, 2.0): meant to be approved as it is"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask for one file."""
        super().__init__(*args, **kwargs)
        self.fields["files"].label = _("File")
        self.fields["files"].widget.attrs.pop("multiple", None)

    def clean(self) -> dict[str, Any]:
        """Something must come in."""
        values = super().clean() or {}
        self.check_arriving()
        if not self.chosen and not values.get("place") and not {"files", "place"} & self.errors.keys():
            self.add_error("files", self.fields["files"].error_messages["required"])
        return values


class KindForm(RecordForm):
    """A sort of documents."""

    class Meta(RecordForm.Meta):
        """What the company says of it."""

        model = DocumentKind
        fields = ("code", "name", "name_en", "order", "retain_years", "retained_from", "retired")
        help_texts = {
            "code": _("Stands in numbers: PLN, MIN. It stays once a number holds it."),
            "retain_years": _("Empty: kept for good."),
        }


class RulesForm(forms.Form):
    """How numbers are made, and how long a reservation holds."""

    scheme = forms.CharField(
        label=_("Scheme of numbers"), max_length=60,
        help_text=_("Fields: {project} {kind} {year} {fiscal} {serial:4}. Numbers that were given never change."),
    )  # fmt: skip
    company = forms.RegexField(
        r"^[0-9A-Za-z._-]{1,20}\Z", label=_("In the place of {project} for the whole company"), max_length=20
    )
    hours = forms.IntegerField(label=_("Hours a reservation holds"), min_value=1, max_value=24 * 14)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Begin with what is set."""
        super().__init__(*args, **kwargs)
        filing = Filing.of(Organisation.objects.first() or organisation())  # as it is, not as it was seconds ago
        self.initial = {"scheme": filing.scheme, "company": filing.company, "hours": filing.hours}

    def clean_scheme(self) -> str:
        """Refuse a scheme that could not number, with everything that is wrong with it."""
        return checked_scheme(self.cleaned_data["scheme"])
