"""Relations between projects: asked for by the one that waits, promised by the one that gives, accepted, or refused."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.actions import audit, notices
from kaname.domains.core.actions.problems import Problems
from kaname.domains.people.enums import Level, Subject
from kaname.domains.project.rules import check, check_write
from kaname.domains.schedule.actions import crossing, recalculation
from kaname.domains.schedule.bridge.state import load_state
from kaname.domains.schedule.enums import LagKind, RelationKind, SignOff
from kaname.domains.schedule.models import Activity, Plan, Relation


@transaction.atomic
def ask(
    *,
    predecessor: Activity,
    successor: Activity,
    kind: str = "FS",
    lag: float = 0.0,
    lag_kind: str = "working",
    by: Any,
) -> Relation:
    """Ask another project to promise an activity that one here waits for. It moves nothing until both sides agreed."""
    check_write(by, successor.plan.project, Subject.SCHEDULE)
    if by is not None:
        check(by, predecessor.plan.project, Subject.SCHEDULE, Level.PARTIAL)
    wrong = Problems()
    if kind not in RelationKind.values or lag_kind not in LagKind.values:
        wrong.note(_("There is no such type of relation."))
    if predecessor.plan_id == successor.plan_id:
        wrong.note(_("Both activities are of one project. Link them in its Gantt."))
    elif Relation.objects.filter(predecessor=predecessor, successor=successor).exists():
        wrong.note(_("These two are joined already."))
    else:
        with wrong.gathered():
            _no_circle(predecessor.plan, successor.plan)
    wrong.refuse()
    relation = Relation(
        plan=successor.plan,
        predecessor=predecessor,
        successor=successor,
        kind=kind,
        lag=lag,
        lag_kind=lag_kind,
        crosses=True,
        sign_off=SignOff.ASKED,
    )
    relation.stamp(by)
    relation.save()
    _told(relation, "relation.asked", by, before=None)
    _notify(relation, "relation.asked", predecessor.plan, by)
    return relation


@transaction.atomic
def give(*, relation: Relation, by: Any) -> Relation:
    """Promise, for the giving project."""
    check_write(by, relation.predecessor.plan.project, Subject.SCHEDULE)
    _expect(relation, SignOff.ASKED)
    relation.given_at, relation.given_by = timezone.now(), by
    if by is None:
        relation.given_at = None
    _signed(relation, SignOff.GIVEN, "relation.given", by)
    _notify(relation, "relation.given", relation.plan, by)
    return relation


@transaction.atomic
def agree(*, relation: Relation, by: Any) -> Relation:
    """Accept, for the receiving project: from now on it waits, and is scheduled so."""
    check_write(by, relation.plan.project, Subject.SCHEDULE)
    _expect(relation, SignOff.GIVEN)
    _no_circle(relation.predecessor.plan, relation.plan)
    relation.agreed_at, relation.agreed_by = timezone.now(), by
    if by is None:
        relation.agreed_at = None
    _signed(relation, SignOff.AGREED, "relation.agreed", by)
    _schedule_anew(relation.plan, by)
    _notify(relation, "relation.agreed", relation.predecessor.plan, by)
    return relation


@transaction.atomic
def refuse(*, relation: Relation, reason: str = "", by: Any) -> Relation:
    """Refuse, or withdraw, for either side; a plan that waited waits no more."""
    here, there = relation.plan, relation.predecessor.plan
    project = here.project if _may(by, here) else there.project
    check_write(by, project, Subject.SCHEDULE)
    if relation.sign_off == SignOff.REFUSED:
        raise ValidationError(_("This relation was refused already."))
    held = relation.sign_off == SignOff.AGREED
    _signed(relation, SignOff.REFUSED, "relation.refused", by, reason)
    if held:
        _schedule_anew(here, by)
    for plan in (here, there):
        _notify(relation, "relation.refused", plan, by)
    return relation


def _may(by: Any, plan: Plan) -> bool:
    from kaname.domains.project.rules import can

    return by is None or can(by, plan.project, Subject.SCHEDULE, Level.EDIT)


def _expect(relation: Relation, wanted: SignOff) -> None:
    if relation.sign_off != wanted:
        raise ValidationError(_("Somebody has decided on this relation already. Look at it again."))


def _no_circle(giving: Plan, receiving: Plan) -> None:
    try:
        crossing.check_no_circle(giving, receiving)
    except crossing.GoesRound as round_trip:
        message = _("The projects would wait for each other: %(way)s.")
        raise ValidationError(message, params={"way": " → ".join(round_trip.codes)}) from None


def _signed(relation: Relation, sign_off: SignOff, verb: str, by: Any, reason: str = "") -> None:
    before = {"sign_off": str(relation.sign_off)}
    relation.sign_off = sign_off
    relation.stamp(by)
    relation.save()
    _told(relation, verb, by, before, reason)


def _told(relation: Relation, verb: str, by: Any, before: Any, reason: str = "") -> None:
    after = {
        "sign_off": str(relation.sign_off),
        "predecessor": f"{relation.predecessor.plan.project.code}: {relation.predecessor.name}",
        "successor": f"{relation.plan.project.code}: {relation.successor.name}",
        "kind": str(relation.kind),
        "lag": relation.lag,
    }
    for project_id in {relation.plan.project_id, relation.predecessor.plan.project_id}:
        audit.record(
            verb=verb, subject=relation, by=by, before=before, after=after, project_id=project_id, reason=reason
        )


def _notify(relation: Relation, kind: str, plan: Plan, by: Any) -> None:
    user_id = crossing.manager_user(plan.project)
    if user_id is None or user_id == getattr(by, "pk", None):
        return
    params = {
        "giving": relation.predecessor.plan.project.code,
        "receiving": relation.plan.project.code,
        "activity": relation.predecessor.name,
        "activity_en": relation.predecessor.name_en,
    }
    notices.tell(user_id=user_id, kind=kind, params=params, url=f"/projects/{plan.project.code}/relations/")


def _schedule_anew(plan: Plan, by: Any) -> None:
    fresh = Plan.objects.select_for_update(of=("self",)).select_related("project").get(pk=plan.pk)
    fresh.stamp(by)
    recalculation.recalculate(fresh)
    crossing.recalculate_followers(load_state(fresh), by)
