"""A defect's way: reported, looked into, fixed, tested again, closed; or not fixed, which somebody decides."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from kaname.domains.core.actions import records
from kaname.domains.core.actions.problems import Problems
from kaname.domains.core.queries import today
from kaname.domains.people.enums import Level, Subject
from kaname.domains.people.models import Person
from kaname.domains.people.rules import NotAllowed
from kaname.domains.project.models import Project
from kaname.domains.quality.actions import telling
from kaname.domains.quality.actions.writing import acting, change
from kaname.domains.quality.enums import OPEN, Cause, DefectState, Stage
from kaname.domains.quality.models import Defect, DefectStep
from kaname.domains.quality.models.defect import MARK
from kaname.domains.quality.queries.people import deciders
from kaname.domains.quality.rules import check_move, demand, may_decline, may_report, may_write, needs_remark

FIELDS = (
    "title", "title_en", "detail", "detail_en", "module", "found_on", "stage", "phase", "severity", "owner", "due",
    "injected", "cause", "remedy", "remedy_en",
)  # fmt: skip
STEPPED = ("severity", "owner", "due")
"""Fields whose every change is a step."""
ORDER = {stage: n for n, stage in enumerate(Stage.values)}
VERBS: dict[str, str] = {
    DefectState.INVESTIGATING: "defect.investigate",
    DefectState.FIXING: "defect.begin_fix",
    DefectState.FIXED: "defect.fix",
    DefectState.RETEST: "defect.retest",
    DefectState.CLOSED: "defect.close",
    DefectState.DECLINED: "defect.decline",
}


@transaction.atomic
def report(*, project: Project, by: Any, **values: Any) -> Defect:
    """Report a defect; who is to fix it is told."""
    demand(may_report(by, project), by)
    locked = records.locked(project)
    given = {name: values[name] for name in FIELDS if name in values}
    found = Problems()
    _check(found, project, given)
    number = (locked.defects.aggregate(last=Max("number"))["last"] or 0) + 1
    row = Defect(project=locked, number=number, code=f"{project.code}{MARK}{number:04}", **given)
    made = records.add(row, verb="defect.report", by=by, wrong=found, project_id=project.pk)
    _step(made, by)
    telling.entrusted(made, by)
    return made


@transaction.atomic
def update(*, defect: Defect, by: Any, version: int | None = None, **values: Any) -> Defect:
    """Change what is known of a defect, how bad it is, who fixes it, by when."""
    demand(may_write(by, defect), by)
    fresh = records.locked(defect)
    given = {name: values[name] for name in FIELDS if name in values}
    found = Problems()
    _check(found, defect.project, {name: getattr(fresh, name) for name in FIELDS} | given)
    before = [getattr(fresh, f"{n}_id" if n == "owner" else n) for n in STEPPED]
    told = {"verb": "defect.update", "by": by, "version": version, "project_id": fresh.project_id}
    written = records.change(fresh, given, wrong=found, **told)
    if [getattr(written, f"{n}_id" if n == "owner" else n) for n in STEPPED] != before:
        _step(written, by)
        if written.owner_id != before[1]:
            telling.entrusted(written, by)
    return written


@transaction.atomic
def move(
    *, defect: Defect, to: str, by: Any, remark: str = "", decider: Person | None = None, version: int | None = None,
    **values: Any,
) -> Defect:  # fmt: skip
    """Bring a defect into its next state; refused where it is not the next, or not this user's to do.

    Going back needs a reason. Closing needs cause and the stage where it was made (``values``). Not fixing it needs a
    reason and somebody who may decide so: ``decider``, or whoever writes.
    """
    fresh = records.locked(defect)
    check_move(by, fresh, to)
    state, found = DefectState(to), Problems()
    given = {name: values[name] for name in ("injected", "cause", "remedy", "remedy_en") if values.get(name)}
    if needs_remark(fresh, to) and not remark.strip():
        found.note(_("Say why."), "remark")
    whole = {name: getattr(fresh, name) for name in FIELDS} | given
    _check(found, fresh.project, whole)
    if state == DefectState.CLOSED:
        _check_closing(found, whole)
    if state == DefectState.DECLINED:
        decider = _decider(found, fresh, by, decider)
    found.refuse()
    back = state == DefectState.INVESTIGATING and fresh.state not in OPEN
    verb = "defect.reopen" if back else VERBS[state]
    written = change(fresh, {"state": state, **given}, verb, by, fresh.project_id, version, remark.strip())
    _step(written, by, remark, decider if state == DefectState.DECLINED else None)
    telling.moved(written, by)
    return written


def problems(project: Project, given: dict[str, Any]) -> dict[str, Any]:
    """Return what cannot be among a defect's fields, by field: what a form asks before it writes."""
    found = Problems()
    _check(found, project, given)
    try:
        found.refuse()
    except ValidationError as refused:
        return dict(refused.error_dict)
    return {}


def _step(defect: Defect, by: Any, remark: str = "", decider: Person | None = None) -> DefectStep:
    return DefectStep.objects.create(
        defect=defect, state=defect.state, severity=defect.severity, owner=defect.owner, due=defect.due,
        remark=remark.strip(), decider=decider, made_at=timezone.now(), made_by=acting(by),
    )  # fmt: skip


def _check(found: Problems, project: Project, given: dict[str, Any]) -> None:
    """Note what cannot be: a day to come, another project's phase, something made after it was found."""
    if given.get("found_on") is not None and given["found_on"] > today():
        found.note(_("It cannot have been found on a day to come."), "found_on")
    due, day = given.get("due"), given.get("found_on")
    if due is not None and day is not None and due < day:
        found.note(_("It cannot be fixed before it was found."), "due")
    if given.get("phase") is not None and given["phase"].project_id != project.pk:
        found.note(_("Choose a phase of this project."), "phase")
    injected, stage = given.get("injected"), given.get("stage")
    if injected in ORDER and stage in ORDER and ORDER[injected] > ORDER[stage]:
        found.note(_("It cannot have been made after it was found."), "injected")


def _check_closing(found: Problems, whole: dict[str, Any]) -> None:
    if whole["cause"] not in Cause.values:
        found.note(_("Closing needs the cause: what is counted later comes from here."), "cause")
    if not whole["injected"]:
        found.note(_("Closing needs the stage in which it was made."), "injected")


def _decider(found: Problems, defect: Defect, by: Any, named: Person | None) -> Person | None:
    """Return who decides that it is not fixed: the one who is named, else who writes and may."""
    allowed = deciders(defect.project)
    if named is not None:
        if named.pk not in {person.pk for person in allowed}:
            found.note(_("%(person)s may not decide this in the project.") % {"person": named}, "decider")
        return named
    if by is not None and may_decline(by, defect.project):
        return acting(by)
    if by is not None and not allowed:
        raise NotAllowed(Subject.QUALITY, Level.DECIDE)
    found.note(_("Not to fix it is decided by somebody: name who did."), "decider")
    return None
