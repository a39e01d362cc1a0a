"""Forms of import: the files; and for each file where it goes, and each conflict's end."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.functional import lazystr
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.names import spoken
from kaname.domains.project.models import Project
from kaname.domains.schedule.actions.importing import targets
from kaname.domains.schedule.actions.importing.intents import Intent, Step
from kaname.domains.schedule.bridge.comparing import FieldChange, Side
from kaname.web.imports.words import Sort, sort_of, typed

NEW, SKIP = "new", "skip"


class Files(forms.FileField):
    """One or many files."""

    widget = forms.FileInput

    def __init__(self, **options: Any) -> None:
        """Let several be chosen at once; Django's own input takes one by default."""
        super().__init__(widget=_several(), **options)

    def clean(self, data: Any, initial: Any = None) -> "list[UploadedFile[Any]]":
        """Return every file; a file that is empty or has no name says so itself."""
        given = data if isinstance(data, list) else [data]
        return [super(Files, self).clean(one, initial) for one in given or [None]]


class _several(forms.FileInput):  # noqa: N801 - a factory of one widget
    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """Return every file of the field."""
        return files.getlist(name)


class UploadForm(forms.Form):
    """The files of an import."""

    plans = Files(
        label=_("Plan files"),
        help_text=_(
            "Microsoft Project (.xml, .mpp), Primavera (.xer), GanttProject (.gan), ProTrack (.p2x), a WBS of "
            "Excel or LibreOffice (.xlsx, .ods, .csv), tickets of Redmine, Backlog and Jira (.csv, .json), Kaname "
            "(.json). Several at once; what a file is, is seen from its content."
        ),
        allow_empty_file=True,  # its reader says so, with the name of the file
    )

    def __init__(self, *args: Any, too_large: bool = False, **kwargs: Any) -> None:
        """``too_large``: the files were left out while they came in."""
        super().__init__(*args, **kwargs)
        self.too_large = too_large
        self.fields["plans"].error_messages["required"] = lazystr(
            _now("Together the files are larger than %(limit)s MB. Send fewer at once, or export only the plan.")
            % {"limit": settings.UPLOAD_LIMIT // 2**20}
            if too_large
            else _("Choose at least one file.")
        )


class TargetForm(forms.Form):
    """Where one file goes."""

    target = forms.ChoiceField(label=_("Goes to"))
    code = forms.CharField(label=_("Code of the new project"), max_length=20, required=False)
    name = forms.CharField(label=_("Name of the new project"), max_length=200, required=False)
    manager = forms.ModelChoiceField(
        label=_("Project manager"), queryset=targets.managers(), required=False, empty_label=_("(choose)")
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, intent: Intent, projects: Iterable[Project], may_create: bool, **kwargs: Any):
        """Offer the projects that the user may change, and a new one where they may make it."""
        super().__init__(*args, **kwargs)
        self.intent = intent
        new = [(NEW, _("a new project"))] if may_create else []
        known = [(p.code, f"{p.code} {spoken(p)}") for p in projects]
        self.fields["manager"].label_from_instance = spoken  # type: ignore[attr-defined] # a ModelChoiceField
        self.fields["target"].choices = [*new, *known, (SKIP, _("nowhere: leave this file out"))]  # type: ignore[attr-defined] # a ChoiceField
        self.initial = {**self.initial, **initial_of(intent, {code for code, _name in known}, may_create)}

    def clean(self) -> dict[str, Any]:
        """A new project needs a free code, a name and a manager."""
        values = super().clean() or {}
        if values.get("target") != NEW:
            return values
        if not values.get("code", "").strip():
            self.add_error("code", ValidationError(_("Give the new project a code.")))
        elif Project.objects.filter(code=values["code"]).exists():
            self.add_error("code", ValidationError(_("There is a project with this code already.")))
        if not values.get("name", "").strip():
            self.add_error("name", ValidationError(_("Give the new project a name.")))
        if values.get("manager") is None and "manager" not in self.errors:
            self.add_error("manager", ValidationError(_("Choose who answers for the new project.")))
        return values


def initial_of(intent: Intent, known: set[str], may_create: bool) -> dict[str, Any]:
    """Return what the form shows before anybody has chosen."""
    code = intent.project.code if intent.project else ""
    target = code if code in known else NEW if may_create and not code else SKIP
    return {
        "target": SKIP if intent.skip or intent.step is Step.REFUSED else target,
        "code": intent.code,
        "name": intent.name,
        "manager": intent.manager,
        "version": intent.plan.version if intent.plan else None,
    }


def decisions_of(
    data: Any, prefix: str, conflicts: Iterable[FieldChange], minutes_per_day: float
) -> tuple[dict[str, Any], dict[str, str]]:
    """Return the decided conflicts as JSON, and what is wrong with the others, by conflict."""
    decided: dict[str, Any] = {}
    wrong: dict[str, str] = {}
    for conflict in conflicts:
        side = data.get(f"{prefix}:{conflict.conflict_id}", "")
        if not side and data.get(f"{prefix}={conflict.conflict_id}", "").strip():
            side = Side.OTHER  # who types another value means it
        if side not in tuple(Side):
            wrong[conflict.conflict_id] = _now("Choose one.")
            continue
        decided[conflict.conflict_id] = {"side": side}
        if side == Side.OTHER and sort_of(conflict.field) is not Sort.OTHER:
            text = data.get(f"{prefix}={conflict.conflict_id}", "")
            try:
                decided[conflict.conflict_id]["value"] = typed(conflict.field, text, minutes_per_day)
            except ValidationError as refused:
                wrong[conflict.conflict_id] = " ".join(refused.messages)
    return decided, wrong
