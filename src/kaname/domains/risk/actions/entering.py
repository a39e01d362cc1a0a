"""Writing a risk together with its step: what is said of it from today on, which is never changed again."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.actions import records
from kaname.domains.core.actions.problems import Problems
from kaname.domains.core.enums import Confidentiality
from kaname.domains.core.queries import today
from kaname.domains.people.models import Person
from kaname.domains.risk.models import Risk, RiskStep
from kaname.domains.risk.models.content import CONTENT
from kaname.domains.risk.rules.judging import IMPACTS
from kaname.domains.risk.validators import score_of

CLASS = Confidentiality.MANAGEMENT
"""Amounts stand in risks: their events are for who reads a project's whole trail."""


def standing_values(risk: Risk, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the whole risk as it would stand with what is given."""
    return {name: getattr(risk, name) for name in CONTENT} | dict(given)


def change(
    risk: Risk,
    given: Mapping[str, Any],
    verb: str,
    by: Any,
    version: int | None,
    *,
    remark: str = "",
    remark_en: str = "",
    wrong: Mapping[str, Any] | None = None,
) -> Risk:
    """Write some fields of a risk, with the score that they come to, its event and its step.

    A remark alone is written too: that somebody looked and left it as it was, is told as well.
    """
    whole = standing_values(risk, given)
    values = dict(given) | {"score": score_of(whole["probability"], *(whole[name] for name in IMPACTS))}
    written = records.change(
        risk, values, verb=verb, by=by, version=version, wrong=problems(wrong or {}), project_id=risk.project_id,
        reason=remark.strip(), confidentiality=CLASS,
    )  # fmt: skip
    if written.version != risk.version or remark.strip():
        enter(written, by, remark, remark_en)
    return written


def enter(risk: Risk, by: Any, remark: str = "", remark_en: str = "") -> RiskStep:
    """Keep the risk as it now stands. A user who is no person cannot write; the system (None) can."""
    person = Person.objects.filter(user=by).first() if by is not None else None
    if by is not None and person is None:
        raise ValidationError(_("Only a person can do this, and this account belongs to nobody."))
    return RiskStep.objects.create(
        risk=risk,
        day=today(),
        entered_at=timezone.now(),
        entered_by=person,
        remark=remark.strip(),
        remark_en=remark_en.strip(),
        **{name: getattr(risk, name) for name in CONTENT},
    )


def problems(wrong: Mapping[str, Any]) -> Problems:
    """Return what was found wrong, for what the row finds wrong of itself to be said with it."""
    found = Problems()
    for name, said in wrong.items():
        found.note(said, name)
    return found
