"""The project manager says how they see a difference between declared and computed health."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.actions import records
from kaname.domains.people.enums import Subject
from kaname.domains.project.rules import check_write
from kaname.domains.reporting.models import Explanation


def give(*, explanation: Explanation, text: str, by: Any, measure: str = "", version: int | None = None) -> Explanation:
    """Answer what was asked; an answer may be corrected, and the log keeps what it said before."""
    check_write(by, explanation.project, Subject.PROJECT)
    if not text.strip():
        raise ValidationError({"text": _("Write a sentence: what the numbers do not show, or what they show rightly.")})
    values = {"text": text.strip(), "measure": measure.strip(), "answered_at": timezone.now(), "answered_by": by}
    project = explanation.project_id
    return records.change(explanation, values, verb="explanation.give", by=by, version=version, project_id=project)
