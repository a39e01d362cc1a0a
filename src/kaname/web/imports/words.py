"""Fields and values of plans in the reader's language: what a comparison shows, and what is typed instead."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum, StrEnum
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kaname.domains.schedule.bridge.comparing import PlanDocument
from kaname.domains.schedule.enums import ActivityKind, ConstraintKind, RelationKind
from kaname.web.templatetags.marks import DASH


class Sort(StrEnum):
    """How a value is written."""

    TEXT = "text"
    SPAN = "span"  # minutes, shown as days
    PERCENT = "percent"
    MOMENT = "moment"
    NUMBER = "number"
    OTHER = "other"  # shown as it is, never typed


FIELDS: dict[str, tuple[Promise, Sort]] = {
    "name": (_("name"), Sort.TEXT),
    "wbs": (_("WBS"), Sort.TEXT),
    "notes": (_("notes"), Sort.TEXT),
    "kind": (_("type"), Sort.OTHER),
    "parent_id": (_("parent row"), Sort.OTHER),
    "active": (_("active"), Sort.OTHER),
    "manual": (_("manually scheduled"), Sort.OTHER),
    "duration": (_("duration"), Sort.SPAN),
    "remaining_duration": (_("remaining duration"), Sort.SPAN),
    "actual_duration": (_("actual duration"), Sort.SPAN),
    "work": (_("work"), Sort.SPAN),
    "actual_work": (_("actual work"), Sort.SPAN),
    "remaining_work": (_("remaining work"), Sort.SPAN),
    "percent_complete": (_("percent complete"), Sort.PERCENT),
    "physical_percent_complete": (_("physical percent complete"), Sort.PERCENT),
    "percent_work_complete": (_("percent of work complete"), Sort.PERCENT),
    "constraint": (_("date constraint"), Sort.OTHER),
    "constraint_date": (_("date of the constraint"), Sort.MOMENT),
    "deadline": (_("deadline"), Sort.MOMENT),
    "actual_start": (_("actual start"), Sort.MOMENT),
    "actual_finish": (_("actual finish"), Sort.MOMENT),
    "manual_start": (_("typed start"), Sort.MOMENT),
    "manual_finish": (_("typed finish"), Sort.MOMENT),
    "start": (_("start"), Sort.MOMENT),
    "status_date": (_("status date"), Sort.MOMENT),
    "must_finish_by": (_("must finish by"), Sort.MOMENT),
    "calendar_id": (_("calendar"), Sort.OTHER),
    "lag": (_("lag"), Sort.SPAN),
    "units": (_("units"), Sort.NUMBER),
    "max_units": (_("capacity"), Sort.NUMBER),
    "priority": (_("priority"), Sort.OTHER),
    "manager": (_("manager"), Sort.TEXT),
    "baselines": (_("baseline"), Sort.OTHER),
    "stop": (_("done until"), Sort.MOMENT),
    "resume": (_("goes on from"), Sort.MOMENT),
    "week": (_("week"), Sort.OTHER),
    "exceptions": (_("exceptions"), Sort.OTHER),
}
TABLES: dict[str, Promise] = {
    "project": _("Project"),
    "activities": _("Activities"),
    "relations": _("Relations"),
    "assignments": _("Assignments"),
    "resources": _("Resources"),
    "calendars": _("Calendars"),
}
CHOICES: dict[str, object] = {
    choice.value: choice.label for kind in (ActivityKind, RelationKind, ConstraintKind) for choice in kind
}
FORMATS = {
    "mspdi": "Microsoft Project XML",
    "mpp": "Microsoft Project",
    "mpx": "MPX",
    "planner": "GNOME Planner",
    "xer": "Primavera XER",
    "pmxml": "Primavera XML",
    "p2x": "ProTrack",
    "gan": "GanttProject",
    "workbook": "Excel",
    "redmine": "Redmine",
    "backlog": "Backlog",
    "jira": "Jira",
    "psplib": "PSPLIB",
    "kaname": "Kaname",
}
"""Names that makers give their formats: the same in every language."""
_LONG = 120
_MOMENT = re.compile(r"(\d{4})[-/年](\d{1,2})[-/月](\d{1,2})日?(?:[ T]+(\d{1,2}):(\d{2}))?")


def field_label(name: str) -> str:
    """Return what people call a field; custom fields keep the name that their file gives them."""
    head, _dot, rest = name.partition(".")
    if head == "fields":
        return rest
    known = FIELDS.get(head)
    text = str(known[0]) if known else head.replace("_", " ")
    return f"{text} {rest}".strip()


def sort_of(name: str) -> Sort:
    """Return how a field's values are written."""
    return FIELDS[name][1] if name in FIELDS else Sort.OTHER


def shown(name: str, value: Any, minutes_per_day: float = 480.0) -> str:
    """Return a value as people write it."""
    if value is None or value == "" or type(value).__name__ == "Missing":
        return DASH
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    if isinstance(value, Enum):
        return str(CHOICES.get(value.value, value.value))
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, (int, float)):
        return _amount(sort_of(name), float(value), minutes_per_day)
    text = str(value)
    return text if len(text) <= _LONG else f"{text[:_LONG]}…"


@dataclass(frozen=True)
class Values:
    """How the values of one plan are written: its own length of a day; rows and calendars by their names."""

    minutes_per_day: float = 480.0
    rows: Mapping[str, str] = field(default_factory=dict)
    calendars: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, *documents: PlanDocument) -> "Values":
        """Return the way of one plan's versions, the last of which counts most."""
        rows = {a.id: a.name for d in documents for a in d.activities}
        calendars = {c.id: c.name for d in documents for c in d.calendars}
        return cls(documents[-1].project.minutes_per_day or 480.0, rows, calendars)

    def text(self, name: str, value: Any) -> str:
        """Return a value as people write it."""
        names = {"parent_id": self.rows, "calendar_id": self.calendars}.get(name, {})
        return shown(name, names.get(value, value) if isinstance(value, str) else value, self.minutes_per_day)


def typed(name: str, text: str, minutes_per_day: float = 480.0) -> Any:
    """Return the value of what somebody typed instead of the two. Raises ValidationError with what was expected."""
    text = text.strip()
    sort = sort_of(name)
    if sort is Sort.TEXT:
        return text
    if sort is Sort.MOMENT:
        return _moment(text)
    try:
        number = float(unicodedata.normalize("NFKC", text).removesuffix("%").removesuffix("d").removesuffix("日"))
    except ValueError:
        raise ValidationError(_("Type a number.")) from None
    if not 0 <= number < 100_000 or (sort is Sort.PERCENT and number > 100):
        raise ValidationError(_("The number is out of range."))
    return number * minutes_per_day if sort is Sort.SPAN else number


def _moment(text: str) -> datetime | None:
    if not text:
        return None
    parts = _MOMENT.fullmatch(unicodedata.normalize("NFKC", text))
    try:
        if parts is not None:
            return datetime(*(int(part or 0) for part in parts.groups()))  # type: ignore[arg-type] # five numbers
        return datetime.fromisoformat(text)
    except ValueError:
        raise ValidationError(_("Type a date like 2026-11-20 or 2026-11-20 17:00.")) from None


def _amount(sort: Sort, value: float, minutes_per_day: float) -> str:
    if sort is Sort.SPAN:
        return str(_("%(count)s d") % {"count": f"{value / (minutes_per_day or 480.0):.4g}"})
    return f"{value:.4g}%" if sort is Sort.PERCENT else f"{value:.6g}"
