"""Proposing a baseline, and answering it: who prepares a plan does not promise it (mission row S82)."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.actions import audit, notices
from kaname.domains.core.actions.problems import Problems
from kaname.domains.core.queries import today
from kaname.domains.people.enums import Level, Role, Subject
from kaname.domains.people.rules import held_on
from kaname.domains.project.models import ProjectMember
from kaname.domains.project.rules import check_write
from kaname.domains.schedule.actions import baselines
from kaname.domains.schedule.enums import ProposalState
from kaname.domains.schedule.models import BaselineProposal, Plan


@transaction.atomic
def propose(
    *, plan: Plan, name: str, reason: str = "", name_en: str = "", reason_en: str = "", by: Any
) -> BaselineProposal:
    """Keep the plan's dates as they stand, and ask the sponsors to promise them.

    Raises ValidationError naming everything that is wrong; a plan that is promised already needs a reason.
    """
    check_write(by, plan.project, Subject.BASELINE)
    plan = Plan.objects.select_for_update(of=("self",)).select_related("project").get(pk=plan.pk)
    finish = _checked(plan, name, reason)
    made = BaselineProposal(
        plan=plan,
        name=name.strip(),
        name_en=name_en.strip()[:100],
        reason=reason.strip(),
        reason_en=reason_en.strip(),
        plan_version=plan.version,
        finish=finish,
        rows=[list(row) for row in baselines.promisable(plan)],
    )
    made.stamp(by)
    made.save()
    _record(made, "baseline.propose", by, made.reason)
    sponsors = ProjectMember.objects.filter(held_on(today()), project=plan.project, role=Role.SPONSOR)
    for user in set(sponsors.values_list("person__user", flat=True)) - {None, getattr(by, "pk", None)}:
        _tell(made, user, "baseline.proposed")
    return made


def _checked(plan: Plan, name: str, reason: str) -> int:
    """Return the finish that would be promised."""
    wrong = Problems()
    with wrong.gathered():
        baselines.named(name)
    if not reason.strip() and plan.baselines.exists():
        wrong.note(_("The plan is promised already. Say why it is to be promised anew."), "reason")
    if plan.finish is None:
        wrong.note(_("The plan has no dates that could be promised."))
    if plan.proposals.filter(state=ProposalState.PROPOSED).exists():
        wrong.note(_("A baseline waits for approval already. Withdraw it first, or wait for the answer."))
    wrong.refuse()
    assert plan.finish is not None  # else it was refused
    return plan.finish


@transaction.atomic
def approve(*, proposal: BaselineProposal, by: Any, answer: str = "") -> BaselineProposal:
    """Make what was proposed the plan's current baseline; the one before it stays."""
    found = _waiting(proposal, by, Level.DECIDE)
    if by is not None and found.created_by_id == by.pk:
        raise ValidationError(_("Who proposed a baseline does not approve it. Somebody else must."))
    words = {name: getattr(found, name) for name in ("name", "name_en", "reason", "reason_en")}
    found.baseline = baselines.promised(found.plan, found.rows, found.finish, words, by)
    return _answered(found, ProposalState.APPROVED, answer, by)


@transaction.atomic
def refuse(*, proposal: BaselineProposal, answer: str, by: Any) -> BaselineProposal:
    """Say that it is not promised, and why."""
    found = _waiting(proposal, by, Level.DECIDE)
    if not answer.strip():
        raise ValidationError({"answer": _("Say why it is refused.")})
    return _answered(found, ProposalState.REFUSED, answer, by)


@transaction.atomic
def withdraw(*, proposal: BaselineProposal, by: Any) -> BaselineProposal:
    """Take a proposal back; whoever may propose may."""
    return _answered(_waiting(proposal, by, Level.EDIT), ProposalState.WITHDRAWN, "", by)


def _waiting(proposal: BaselineProposal, by: Any, needed: Level) -> BaselineProposal:
    check_write(by, proposal.plan.project, Subject.BASELINE, needed)
    plan = Plan.objects.select_for_update(of=("self",)).select_related("project").get(pk=proposal.plan_id)
    found = BaselineProposal.objects.get(pk=proposal.pk)
    if not found.waits:
        raise ValidationError(_("This has been answered already."))
    found.plan = plan
    return found


def _answered(found: BaselineProposal, state: ProposalState, answer: str, by: Any) -> BaselineProposal:
    found.state, found.answer = state, answer.strip()
    found.answered_at, found.answered_by = timezone.now(), by
    found.stamp(by)
    found.save()
    _record(found, f"baseline.{state.value}", by, found.answer)
    if found.created_by_id and found.created_by_id != getattr(by, "pk", None):
        _tell(found, found.created_by_id, "baseline.answered")
    return found


def _record(found: BaselineProposal, verb: str, by: Any, reason: str) -> None:
    after = {"name": found.name, "finish": found.finish, "state": str(found.state)}
    audit.record(verb=verb, subject=found, by=by, after=after, project_id=found.plan.project_id, reason=reason)


def _tell(found: BaselineProposal, user: int, kind: str) -> None:
    url = reverse("schedule:baselines", args=[found.plan.project.code])
    notices.tell(user_id=user, kind=kind, params={"project": found.plan.project.code, "name": found.name}, url=url)
