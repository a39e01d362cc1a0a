"""Doing what was previewed: all files as one transaction, or none."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.actions import audit
from kaname.domains.core.actions.jobs import Refused
from kaname.domains.core.queries import today
from kaname.domains.people.rules import NotAllowed
from kaname.domains.project.actions import projects
from kaname.domains.project.models import Project
from kaname.domains.schedule.actions import plans
from kaname.domains.schedule.actions.importing import uploads
from kaname.domains.schedule.actions.importing.intents import Intent, Step
from kaname.domains.schedule.bridge.packing import pack
from kaname.domains.schedule.models import Plan
from kaname.engine.diagnostics import ProblemsFound
from kaname.words import N_

NOT_ALLOWED = N_("{file}: your roles do not allow this. Setting projects up, or changing this schedule, is for others.")
UNDECIDED = N_("{file}: {count} conflicts are not decided. Choose one side for each.")
TWICE = N_("{file}: another file goes to the same project. Choose one of them.")
WRONG = N_("{file}: {reason}")


@transaction.atomic
def commit(intents: Iterable[Intent], by: Any) -> list[dict[str, Any]]:
    """Make and change projects as intended; return what was done, file by file, as JSON.

    Raises Refused or ProblemsFound, with the file's name in it: then nothing is written.
    """
    intents = list(intents)
    _refuse_twice(intents)
    return [_named(intent, by) for intent in intents]


def _named(intent: Intent, by: Any) -> dict[str, Any]:
    name = intent.reading.upload.name
    try:
        return _put(intent, by)
    except NotAllowed:
        raise Refused(NOT_ALLOWED, file=name) from None
    except ValidationError as wrong:
        raise Refused(WRONG, file=name, reason=" ".join(str(m) for m in wrong.messages)) from None
    except ProblemsFound as found:
        raise ProblemsFound([replace(d, params={**d.params, "file": name}) for d in found.diagnostics]) from None


def _put(intent: Intent, by: Any) -> dict[str, Any]:
    done: dict[str, Any] = {"file": intent.reading.upload.name, "step": intent.step}
    match intent.step:
        case Step.NEW_PROJECT:
            plan = _create(intent, _project(intent, by), by)
        case Step.NEW_PLAN if intent.project is not None:
            plan = _create(intent, intent.project, by)
        case Step.UPDATE:
            plan, done["changes"] = _update(intent, by)
        case _:
            return {**done, "project": intent.project and intent.project.code}
    _tell(intent, plan, done, by)
    return {**done, "project": plan.project.code, "name": plan.project.name, "finish": plan.finish}


def _project(intent: Intent, by: Any) -> Project:
    if intent.manager is None:
        raise ValidationError(_("A new project needs a project manager. Choose a person."))
    return projects.create(
        code=intent.code,
        name=intent.name,
        manager=intent.manager,
        by=by,
        started_on=_answered_from(intent.reading.start),
    )


def _answered_from(start: str | None) -> date | None:
    """Return since when the manager answers: from a plan's start, but for one that begins later from today."""
    return min(date.fromisoformat(start), today()) if start else None


def _create(intent: Intent, project: Project, by: Any) -> Plan:
    upload = intent.reading.upload
    document = uploads.document(upload)
    return plans.create(
        project=project,
        document=document,
        by=by,
        source=_source(intent, uploads.packed(upload)),
        setting_up=intent.step is Step.NEW_PROJECT,  # then projects.create has asked for the right to do so
    )


def _update(intent: Intent, by: Any) -> tuple[Plan, dict[str, dict[str, int]]]:
    merge, plan = intent.merge, intent.plan
    if merge is None or plan is None:
        raise ValueError("an update has a plan and a comparison")
    if intent.undecided:
        raise Refused(UNDECIDED, file=intent.reading.upload.name, count=len(intent.undecided))
    source = _source(intent, pack(merge.theirs))
    plan = plans.replace(plan=plan, document=merge.document, by=by, reason=intent.reading.upload.name, source=source)
    return plan, {table: {str(k): n for k, n in kinds.items()} for table, kinds in merge.counted().items()}


def _source(intent: Intent, document: bytes) -> dict[str, Any]:
    upload = intent.reading.upload
    return {
        "name": upload.name,
        "digest": upload.digest,
        "format": intent.reading.format[:12],
        "document": document,
        "left_out": intent.reading.left_out,
    }


def _tell(intent: Intent, plan: Plan, done: dict[str, Any], by: Any) -> None:
    told = {
        **done,
        "digest": intent.reading.upload.digest,
        "counts": intent.reading.counts,
        "decisions": {key: {"side": d.side, "value": str(d.value)} for key, d in intent.decisions.items()},
    }
    audit.record(verb="plan.import", subject=plan, by=by, after=told, project_id=plan.project_id)


def _refuse_twice(intents: list[Intent]) -> None:
    seen: set[str] = set()
    for intent in intents:
        if intent.step in (Step.SKIP, Step.REFUSED):
            continue
        where = intent.project.code if intent.project else intent.code
        if where in seen:
            raise Refused(TWICE, file=intent.reading.upload.name)
        seen.add(where)
