"""Writing a decision's question: draft, change, raise, withdraw, entrust to another, begin anew."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kaname.domains.control.actions import telling
from kaname.domains.control.enums import BEING_WRITTEN, DecisionState
from kaname.domains.control.models import Decision
from kaname.domains.control.rules import check_decider
from kaname.domains.control.validators import FEWEST, checked_options
from kaname.domains.core.actions import audit, records
from kaname.domains.core.enums import Confidentiality
from kaname.domains.core.queries import today
from kaname.domains.people.enums import Subject
from kaname.domains.people.models import Person
from kaname.domains.project.models import Project
from kaname.domains.project.rules import check_write
from kaname.domains.schedule.models import Activity

CLASS = Confidentiality.MANAGEMENT
"""Costs stand in decisions: their events are for who reads a project's whole trail."""

QUESTION = (
    "question", "question_en", "background", "background_en", "criteria", "criteria_en", "options", "impact_days",
    "impact_yen", "recommendation", "recommended_because", "recommended_because_en", "decider", "decide_by",
    "open_to_client",
)  # fmt: skip
"""What a person writes, and what a new decision takes over from the one that it replaces."""

CODE = "{project}-決-{number:04}"


@transaction.atomic
def draft(*, project: Project, by: Any, supersedes: Decision | None = None, **values: Any) -> Decision:
    """Begin a question; only its sentence is needed."""
    check_write(by, project, Subject.DECISION)
    locked = records.locked(project)
    number = (locked.decisions.aggregate(last=Max("number"))["last"] or 0) + 1
    decision = Decision(
        project=locked,
        number=number,
        code=CODE.format(project=project.code, number=number),
        supersedes=supersedes,
        **_clean(values),
    )
    return records.add(decision, verb="decision.draft", by=by, project_id=project.pk, confidentiality=CLASS)


def update(*, decision: Decision, by: Any, version: int | None = None, **values: Any) -> Decision:
    """Change what is still being written; Conflict when somebody else did since ``version``."""
    check_write(by, decision.project, Subject.DECISION)
    demand(decision, *BEING_WRITTEN)
    return change(decision, _clean(values), "decision.update", by, version)


@transaction.atomic
def submit(*, decision: Decision, by: Any, version: int | None = None, person: Person | None = None) -> Decision:
    """Put the question before its decider, who is told; it needs two options, a date, and somebody with authority."""
    check_write(by, decision.project, Subject.DECISION)
    fresh = demand(decision, *BEING_WRITTEN)
    _check_complete(fresh)
    values = {
        "state": DecisionState.RAISED,
        "raised_at": fresh.raised_at or timezone.now(),
        "raised_by": fresh.raised_by or person_of(by, person),
        "reason": "",
    }
    written = change(fresh, values, "decision.submit", by, version)
    telling.asked(written)
    return written


def withdraw(*, decision: Decision, by: Any, reason: str, version: int | None = None) -> Decision:
    """Take a question back that nobody has answered."""
    check_write(by, decision.project, Subject.DECISION)
    demand(decision, *BEING_WRITTEN, DecisionState.RAISED)
    values = {"state": DecisionState.WITHDRAWN, "reason": said(reason)}
    return change(decision, values, "decision.withdraw", by, version, reason)


@transaction.atomic
def entrust(*, decision: Decision, by: Any, version: int | None = None, **values: Any) -> Decision:
    """Give a waiting question another decider or another date; a new date ends an escalation."""
    check_write(by, decision.project, Subject.DECISION)
    fresh = demand(decision, DecisionState.RAISED)
    given: dict[str, Any] = {name: value for name, value in values.items() if name in ("decider", "decide_by")}
    for name, value in given.items():
        setattr(fresh, name, value)
    if wrong := asking_problems(fresh):
        raise ValidationError(wrong)
    given |= {"escalated_at": None, "escalated_by": None, "escalated_to": ""}
    written = change(decision, given, "decision.entrust", by, version)
    telling.asked(written)
    return written


@transaction.atomic
def begin_anew(*, decision: Decision, by: Any) -> Decision:
    """Begin the decision that is to take the place of one that was taken; the old one stands until the new is taken."""
    if not decision.settled:
        raise ValidationError(_("Only a decision that was taken is replaced by a new one."))
    if decision.successors.exclude(state__in=(DecisionState.WITHDRAWN, DecisionState.SHELVED)).exists():
        raise ValidationError(_("A new decision in its place has been begun already."))
    values = {name: getattr(decision, name) for name in QUESTION} | {"decide_by": None}
    return draft(project=decision.project, supersedes=decision, by=by, **values)


@transaction.atomic
def hold_up(*, decision: Decision, activity: Activity, by: Any) -> None:
    """Say that an activity waits for the decision."""
    check_write(by, decision.project, Subject.DECISION)
    demand(decision, *BEING_WRITTEN, DecisionState.RAISED)
    if activity.plan.project_id != decision.project_id:
        raise ValidationError({"activity": _("This activity belongs to another project.")})
    if not decision.blocked.filter(pk=activity.pk).exists():
        decision.blocked.add(activity)
        _tell(decision, "decision.hold_up", by, {"activity": activity.name, "uid": activity.uid})


@transaction.atomic
def let_go(*, decision: Decision, activity: Activity, by: Any) -> None:
    """Say that an activity does not wait for the decision after all."""
    check_write(by, decision.project, Subject.DECISION)
    demand(decision, *BEING_WRITTEN, DecisionState.RAISED)
    if decision.blocked.filter(pk=activity.pk).exists():
        decision.blocked.remove(activity)
        _tell(decision, "decision.let_go", by, {"activity": activity.name, "uid": activity.uid})


def demand(decision: Decision, *states: DecisionState) -> Decision:
    """Return the row as it stands now; refuse what its state does not allow."""
    with transaction.atomic():
        fresh = records.locked(decision)
    if fresh.settled:
        raise ValidationError(_("A decision that was taken is never changed. Begin a new one that takes its place."))
    if fresh.state not in states:
        raise ValidationError(_("This cannot be done any more: %(state)s.") % {"state": fresh.get_state_display()})
    return fresh


def change(
    decision: Decision, values: Mapping[str, Any], verb: str, by: Any, version: int | None, reason: str = ""
) -> Decision:
    """Write some fields with their event."""
    project = decision.project_id
    return records.change(
        decision, values, verb=verb, by=by, version=version, project_id=project, reason=reason, confidentiality=CLASS
    )


def person_of(by: Any, person: Person | None = None) -> Person:
    """Return the person who acts: the account's own; for the system, the one it is told."""
    found = Person.objects.filter(user=by).first() if by is not None else person
    if found is None:
        raise ValidationError(_("Only a person can do this, and this account belongs to nobody."))
    return found


def said(reason: str) -> str:
    """Return a reason; refuse an empty one beside its field."""
    if not reason.strip():
        raise ValidationError({"reason": _("Say why.")})
    return reason.strip()


def _clean(values: Mapping[str, Any]) -> dict[str, Any]:
    given = {name: value for name, value in values.items() if name in QUESTION}
    return given | ({"options": checked_options(given["options"])} if "options" in given else {})


def _check_complete(decision: Decision) -> None:
    """Name everything that is missing at once, beside its field."""
    wrong: dict[str, Any] = {}
    keys = [option["key"] for option in decision.options]
    if len(keys) < FEWEST:
        wrong["options"] = _("A choice needs at least two options.")
    if decision.recommendation and decision.recommendation not in keys:
        wrong["recommendation"] = _("Recommend one of the options.")
    if wrong := wrong | asking_problems(decision):
        raise ValidationError(wrong)


def asking_problems(decision: Decision) -> dict[str, Any]:
    """Return what is wrong with who is asked and until when, beside its field."""
    wrong: dict[str, Any] = {}
    if decision.decide_by is None or decision.decide_by < today():
        wrong["decide_by"] = _("Give a day from today on.")
    try:
        check_decider(decision)
    except ValidationError as refused:
        wrong |= refused.error_dict
    return wrong


def _tell(decision: Decision, verb: str, by: Any, after: dict[str, Any]) -> None:
    audit.record(verb=verb, subject=decision, by=by, after=after, project_id=decision.project_id, confidentiality=CLASS)
