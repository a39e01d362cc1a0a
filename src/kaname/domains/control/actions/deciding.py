"""Answering a question: decide, send back, or not pursue it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kaname.domains.control.actions import telling
from kaname.domains.control.actions.decisions import change, demand, person_of, said
from kaname.domains.control.enums import DecisionState
from kaname.domains.control.models import Decision
from kaname.domains.control.rules import may_decide
from kaname.domains.people.enums import Level, Subject
from kaname.domains.project.rules import check_write


@transaction.atomic
def decide(
    *, decision: Decision, option: str, by: Any, reason: str = "", dissent: str = "", version: int | None = None,
    reason_en: str = "", dissent_en: str = "",
) -> Decision:  # fmt: skip
    """Choose an option: from now on the row is never changed.

    Without a reason the one of the recommendation stands, else the option's own effect: a thumb can decide.
    """
    fresh = _asked(decision, by)
    found = next((o for o in fresh.options if o["key"] == option), None)
    if found is None:
        raise ValidationError({"option": _("Choose one of the options.")})
    words = (reason.strip(), reason_en.strip()) if reason.strip() else _usual_reason(fresh, found)
    values = {
        "state": DecisionState.DECIDED,
        "chosen": option,
        "reason": words[0],
        "reason_en": words[1],
        "dissent": dissent.strip(),
        "dissent_en": dissent_en.strip(),
    }
    return _settle(fresh, values, "decision.decide", by, version)


@transaction.atomic
def shelve(*, decision: Decision, reason: str, by: Any, version: int | None = None) -> Decision:
    """Say that the question is not pursued, and why; this too is an answer and stays as it is."""
    fresh = _asked(decision, by)
    values = {"state": DecisionState.SHELVED, "reason": said(reason)}
    return _settle(fresh, values, "decision.shelve", by, version)


@transaction.atomic
def send_back(*, decision: Decision, reason: str, by: Any, version: int | None = None) -> Decision:
    """Return the question to those who prepared it, with what is missing."""
    fresh = _asked(decision, by)
    values = {"state": DecisionState.SENT_BACK, "reason": said(reason)}
    written = change(fresh, values, "decision.send_back", by, version, reason)
    telling.sent_back(written)
    return written


def _asked(decision: Decision, by: Any) -> Decision:
    check_write(by, decision.project, Subject.DECISION, Level.DECIDE)
    fresh = demand(decision, DecisionState.RAISED)
    if not may_decide(by, fresh):
        raise ValidationError(_("This decision is put before somebody else, or goes beyond your authority."))
    return fresh


def _settle(decision: Decision, values: dict[str, Any], verb: str, by: Any, version: int | None) -> Decision:
    waiting = decision.blocked.filter(actual_finish=None).order_by("position").values_list("uid", "name")
    who = {"decided_at": timezone.now(), "decided_by": person_of(by), "held_up": [list(row) for row in waiting]}
    written = change(decision, values | who, verb, by, version, values["reason"])
    telling.answered(written)
    return written


def _usual_reason(decision: Decision, option: dict[str, Any]) -> tuple[str, str]:
    if option["key"] == decision.recommendation and decision.recommended_because:
        return decision.recommended_because, decision.recommended_because_en
    return option["effect"] or option["title"], option["effect_en"] or option["title_en"]
