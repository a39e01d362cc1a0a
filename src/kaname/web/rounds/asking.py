"""A person's report as a page: its forms, what is wrong with them, and taking them in."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from kaname.domains.schedule.actions.rounds import receiving
from kaname.domains.schedule.enums import ReportStatus, ReportWay
from kaname.domains.schedule.models import ExpectedReport
from kaname.domains.schedule.queries.asked import asked_lines
from kaname.web.rounds.forms import LineForm


@dataclass(slots=True)
class Part:
    """One project's part of a person's report."""

    expected: ExpectedReport
    forms: list[LineForm]

    @property
    def project(self) -> Any:
        """Return the project."""
        return self.expected.plan.project

    @property
    def received(self) -> bool:
        """Whether it is in."""
        return self.expected.status == ReportStatus.RECEIVED


def parts_of(expected: Sequence[ExpectedReport], data: QueryDict | None = None) -> list[Part]:
    """Return a person's forms, project by project, with their last values."""
    lines = asked_lines(expected)
    return [
        Part(
            row, [LineForm(data, line=line, minutes_per_day=row.plan.project.minutes_per_day) for line in lines[row.pk]]
        )
        for row in expected
    ]


def submit(parts: Sequence[Part], by: Any, way: ReportWay, unchanged: bool) -> list[str]:
    """Take all parts in, or none: return what is wrong beyond the fields; errors of fields stand beside them."""
    if not unchanged:
        valid = [form.is_valid() for part in parts for form in part.forms if form.has_changed()]
        if not all(valid):
            return []
        if not valid:
            return [_("Nothing was changed. If nothing has, confirm “No change”.")]
    try:
        with transaction.atomic():
            for part in parts:
                _take(part, by, way, unchanged)
    except ValidationError as refused:
        return _placed(parts, refused)
    return []


def is_good(parts: Sequence[Part], said: Sequence[str]) -> bool:
    """Whether a report went in."""
    return not said and not any(form.errors for part in parts for form in part.forms if form.is_bound)


def _take(part: Part, by: Any, way: ReportWay, unchanged: bool) -> None:
    changed = [] if unchanged else [form for form in part.forms if form.has_changed()]
    receiving.receive(
        expected=part.expected, lines=[form.told() for form in changed], by=by, way=way, unchanged=not changed
    )


def _placed(parts: Sequence[Part], refused: ValidationError) -> list[str]:
    """Put an action's refusal beside its fields; return what is about no field."""
    if not hasattr(refused, "error_dict"):
        return list(refused.messages)
    by_uid = {(form.line.activity.plan_id, form.line.activity.uid): form for part in parts for form in part.forms}
    over = []
    for key, errors in refused.error_dict.items():
        uid, _dash, name = key.rpartition("-")
        found = [form for (_plan, known), form in by_uid.items() if known == uid and form.has_changed()]
        if found:
            found[0].add_error(name if name in found[0].fields else None, errors)
        else:
            over += [message for error in errors for message in error.messages]
    return over


def asked_what(request: HttpRequest) -> str:
    """Return which button was pressed: report, unchanged or confirm; "" for none of them."""
    pressed = request.POST.get("press", "")
    return pressed if pressed in ("report", "unchanged", "confirm") else ""
