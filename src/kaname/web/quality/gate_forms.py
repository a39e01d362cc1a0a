"""Forms of gates: criteria are lines text_1, kind_1, weight_1, result_1, evidence_1; conditions text_1, owner_1 …"""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as t
from django.utils.translation import gettext_lazy as _

from kaname.domains.project.models import Project
from kaname.domains.quality.enums import Ruling
from kaname.domains.quality.models import Gate
from kaname.domains.quality.queries.people import workers
from kaname.domains.quality.validators import BEST
from kaname.web.quality.forms import dashed
from kaname.web.shell.saving import RecordForm, date_widget

LINES, CONDITIONS = 8, 4
MUST, SCORE = "must", "score"
KINDS = ((MUST, _("must")), (SCORE, _("score 0–5")))
RESULTS = (
    ("", "―"), ("yes", _("met")), ("no", _("not met")), *((str(n), str(n)) for n in range(BEST + 1)),
)  # fmt: skip
PARTS = ("text", "kind", "weight", "result", "evidence")


def usual() -> list[dict[str, Any]]:
    """Return the criteria that a new gate begins with, in the writer's language."""
    musts = (
        t("The deliverables of the phase are reviewed and approved"),
        t("No S1 or S2 defect is open"),
        t("Every quality metric is in its band, or its reason is analysed"),
    )
    scored = (
        t("What is left over, and its effect on the next phase, is known"),
        t("Causes of defects are looked for elsewhere too"),
    )
    blank = {"met": None, "score": None, "evidence": "", "text_en": ""}
    return [{"text": text, "must": True, "weight": 0} | blank for text in musts] + [
        {"text": text, "must": False, "weight": 50} | blank for text in scored
    ]


class GateForm(RecordForm):
    """What a gate judges by, how each criterion was judged, and by what."""

    class Meta(RecordForm.Meta):
        """What a person writes."""

        model = Gate
        fields = ("phase", "planned_on", "size", "unit", "summary")
        help_texts = {
            "size": _("What was made in the phase: the defect density of the company is counted by it."),
            "summary": _("Causes, where defects were made, what should have found them, what is left over."),
        }

    def __init__(self, *args: Any, project: Project, **kwargs: Any) -> None:
        """Ask for the phase of a new one; write the criteria as lines."""
        super().__init__(*args, **kwargs)
        dashed(self)
        if self.instance.pk is None:
            offered: Any = self.fields["phase"]
            offered.queryset = project.phases.all()
        else:
            del self.fields["phase"]
        kept = self.instance.criteria if self.instance.pk else usual()
        for n in range(1, LINES + 1):
            self._add_line(n, kept[n - 1] if n <= len(kept) else {})

    def _add_line(self, n: int, line: Mapping[str, Any]) -> None:
        text = forms.CharField(label=_("criterion of the gate"), max_length=300, required=False)
        self.fields[f"text_{n}"] = text
        self.fields[f"kind_{n}"] = forms.ChoiceField(label=_("kind"), choices=KINDS, required=False)
        self.fields[f"weight_{n}"] = forms.IntegerField(label=_("weight"), min_value=0, max_value=100, required=False)
        self.fields[f"result_{n}"] = forms.ChoiceField(label=_("judgement"), choices=RESULTS, required=False)
        self.fields[f"evidence_{n}"] = forms.CharField(label=_("evidence"), max_length=300, required=False)
        if line:
            result = {True: "yes", False: "no", None: ""}[line["met"]] if line["must"] else line["score"]
            begun: dict[str, Any] = {
                f"text_{n}": line["text"], f"kind_{n}": MUST if line["must"] else SCORE, f"weight_{n}": line["weight"],
                f"result_{n}": "" if result is None else str(result), f"evidence_{n}": line["evidence"],
            }  # fmt: skip
            self.initial.update(begun)

    @property
    def head_fields(self) -> list[forms.BoundField]:
        """What stands above the criteria."""
        return [self[name] for name in self.Meta.fields if name in self.fields]

    @property
    def lines(self) -> list[list[forms.BoundField]]:
        """The criteria."""
        return [[self[f"{part}_{n}"] for part in PARTS] for n in range(1, LINES + 1)]

    def clean(self) -> dict[str, Any]:
        """Refuse a result that does not fit its kind, beside it."""
        values = super().clean() or {}
        for n in range(1, LINES + 1):
            kind, result = values.get(f"kind_{n}"), values.get(f"result_{n}", "")
            if values.get(f"text_{n}") and result and (kind == MUST) != (result in ("yes", "no")):
                self.add_error(f"result_{n}", _("A must is met or not; another criterion has a score from 0 to 5."))
        return values


def gathered(values: Mapping[str, Any], before: Gate | None = None) -> dict[str, Any]:
    """Return what an action takes of a form's values; an English twin stays while its words stay."""
    apart = tuple(f"{part}_" for part in PARTS)
    found = {name: value for name, value in values.items() if not name.startswith(apart)}
    twins = {c["text"]: c["text_en"] for c in before.criteria} if before else {}
    if before is not None and found.get("summary") != before.summary:
        found["summary_en"] = ""
    found["criteria"] = [
        {
            "text": values[f"text_{n}"],
            "text_en": twins.get(values[f"text_{n}"], ""),
            "must": values[f"kind_{n}"] != SCORE,
            "weight": values[f"weight_{n}"],
            "met": {"yes": True, "no": False}.get(values[f"result_{n}"]),
            "score": int(values[f"result_{n}"]) if values[f"result_{n}"].isdigit() else None,
            "evidence": values[f"evidence_{n}"],
        }
        for n in range(1, LINES + 1)
    ]
    return found


class RuleForm(forms.Form):
    """The ruling, why, and what is asked for with it."""

    ruling = forms.ChoiceField(label=_("ruling"), choices=[("", "―"), *Ruling.choices])
    reason = forms.CharField(label=_("why"), max_length=2000, widget=forms.Textarea)

    def __init__(self, *args: Any, project: Project, **kwargs: Any) -> None:
        """Write the conditions as lines."""
        super().__init__(*args, **kwargs)
        for n in range(1, CONDITIONS + 1):
            self.fields[f"text_{n}"] = forms.CharField(label=_("condition of the pass"), max_length=300, required=False)
            self.fields[f"owner_{n}"] = forms.ModelChoiceField(
                label=_("who sees to it"), queryset=workers(project), required=False
            )
            self.fields[f"due_{n}"] = forms.DateField(label=_("due"), widget=date_widget(), required=False)

    @property
    def head_fields(self) -> list[forms.BoundField]:
        """Ruling and reason."""
        return [self["ruling"], self["reason"]]

    @property
    def lines(self) -> list[list[forms.BoundField]]:
        """The conditions."""
        return [[self[f"{part}_{n}"] for part in ("text", "owner", "due")] for n in range(1, CONDITIONS + 1)]


def conditions_of(values: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the conditions of a form's values."""
    return [
        {"text": values[f"text_{n}"].strip(), "owner": values[f"owner_{n}"], "due": values[f"due_{n}"]}
        for n in range(1, CONDITIONS + 1)
    ]
