"""What the address asks of the lists of quality; what cannot be is the usual."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.http import QueryDict

from kaname.domains.core.queries import today
from kaname.domains.quality.enums import ESCAPED, OPEN, DefectState, Ruling, Severity, Stage
from kaname.domains.quality.models import Gate
from kaname.domains.quality.models.defect import ASCII, MARK
from kaname.domains.quality.queries.days import MONTHS, back, quarter_of
from kaname.domains.quality.rules import person_of

ORDER = {
    "severity": ("then_severity", "then_due", "pk"),
    "due": ("then_due", "pk"),
    "found": ("-found_on", "-pk"),
    "number": ("project__code", "-number"),
}


def key_of(text: str) -> int | None:
    """Return a number of an address; None for what is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 12 else None


def quarter_asked(text: str) -> date | None:
    """Return the first day of the quarter that an address names by any of its days."""
    try:
        return quarter_of(date.fromisoformat(text)) if text else None
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of the list of defects. ``gate``: those that a gate counts; ``quarter``: found in it."""

    state: str = "open"
    project: str = ""
    severity: str = ""
    stage: str = ""
    words: str = ""
    late: bool = False
    mine: bool = False
    sort: str = "severity"
    gate: int | None = None
    quarter: date | None = None

    @classmethod
    def of(cls, asked: QueryDict) -> "Wanted":
        """Return the reader's wishes."""

        def one(name: str, among: Any, usual: str = "") -> str:
            given = asked.get(name, usual)
            return given if given in among else usual

        return cls(
            state=one("state", (*DefectState.values, "open", "all"), "open"),
            project=asked.get("project", "")[:20],
            severity=one("severity", Severity.values),
            stage=one("stage", Stage.values),
            words=asked.get("q", "").strip()[:100],
            late=asked.get("late") == "1",
            mine=asked.get("mine") == "1",
            sort=one("sort", ORDER, "severity"),
            gate=key_of(asked.get("gate", "")),
            quarter=quarter_asked(asked.get("quarter", "")[:10]),
        )

    def among(self, rows: QuerySet[Any], user: Any, day: date | None) -> QuerySet[Any]:
        """Return those of :func:`queries.defects.defects_seen` that are asked for, in order."""
        if self.state != "all":
            rows = rows.filter(then_state__in=OPEN if self.state == "open" else (self.state,))
        if self.late:
            rows = rows.filter(then_state__in=OPEN, then_due__lt=day or today())
        if self.mine:
            rows = rows.filter(then_owner_id__in=_keys_of(user))
        if self.gate is not None:
            rows = rows.filter(_counted_by(user, self.gate))
        if self.quarter is not None:
            rows = rows.filter(found_on__gte=self.quarter, found_on__lt=back(self.quarter, -MONTHS))
        fixed = {"project__code": self.project, "then_severity": self.severity, "stage": self.stage}
        rows = rows.filter(**{name: value for name, value in fixed.items() if value})
        for word in self.words.replace("\u3000", " ").split()[:5]:
            code = word.upper().replace(ASCII, MARK)
            said = Q(title__icontains=word) | Q(title_en__icontains=word) | Q(module__icontains=word)
            rows = rows.filter(said | Q(code__icontains=code))
        return rows.order_by(*ORDER[self.sort])


def _keys_of(user: Any) -> list[int]:
    person = person_of(user)
    return [person.pk] if person else []


def _counted_by(user: Any, key: int) -> Q:
    """Return the condition "this gate counts it" (as queries.trend does); nothing for a gate that is hidden."""
    gate = Gate.objects.visible_to(user).filter(pk=key).exclude(ruled_on=None).first()
    if gate is None:
        return Q(pk__in=[])
    return Q(phase=gate.phase_id, found_on__lte=gate.ruled_on) & ~Q(stage__in=ESCAPED)


@dataclass(frozen=True, slots=True)
class WantedGates:
    """What is asked of the list of gates. ``first``: first reviews only; ``unit``: those that passed with a size."""

    project: str = ""
    ruling: str = ""
    quarter: date | None = None
    first: bool = False
    unit: str = ""

    @classmethod
    def of(cls, asked: QueryDict) -> "WantedGates":
        """Return the reader's wishes."""
        ruling = asked.get("ruling", "")
        return cls(
            project=asked.get("project", "")[:20],
            ruling=ruling if ruling in Ruling.values else "",
            quarter=quarter_asked(asked.get("quarter", "")[:10]),
            first=asked.get("first") == "1",
            unit=asked.get("unit", "")[:8],
        )

    def among(self, rows: QuerySet[Any], day: date) -> QuerySet[Any]:
        """Return those of :func:`queries.gates.gates_seen` that are asked for."""
        if self.project:
            rows = rows.filter(project__code=self.project)
        if self.ruling:
            rows = rows.filter(then_ruling=self.ruling)
        if self.quarter is not None:
            rows = rows.filter(ruled_on__gte=self.quarter, ruled_on__lt=back(self.quarter, -MONTHS), ruled_on__lte=day)
        if self.first:
            rows = rows.filter(attempt=1)
        if self.unit:
            rows = rows.filter(unit=self.unit, then_ruling__in=(Ruling.PASSED, Ruling.CONDITIONAL))
        return rows
