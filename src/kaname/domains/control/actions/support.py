"""Support requests: asked for, somebody allocated, hours noted, handed back, confirmed; or declined, or taken back."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kaname.domains.control.actions import telling_support as telling
from kaname.domains.control.enums import SupportKind, SupportState
from kaname.domains.control.models import SupportRequest, SupportTime
from kaname.domains.control.rules import gives_support, reads_support, speaks_for_asker
from kaname.domains.core.actions import records
from kaname.domains.core.queries import today
from kaname.domains.people.enums import Level, Role, Subject
from kaname.domains.people.models import Person
from kaname.domains.people.rules import NotAllowed
from kaname.domains.project.actions import members
from kaname.domains.project.models import Project
from kaname.domains.project.rules import check_write

CODE = "{project}-SR-{number:04}"
ASKED = ("kind", "need", "why", "wanted_by")
"""What a person writes who asks."""


@transaction.atomic
def ask(*, project: Project, by: Any, **values: Any) -> SupportRequest:
    """Ask for help: ``need``, and ``kind``, ``why``, ``wanted_by``. The PMO manager and the sponsor hear of it."""
    check_write(by, project, Subject.SUPPORT)
    given = {name: value for name, value in values.items() if name in ASKED}
    problems = {}
    if not given.get("need", "").strip():
        problems["need"] = _("Say in a sentence what would help.")
    if given.get("wanted_by") is not None and given["wanted_by"] < today():
        problems["wanted_by"] = _("This day is over. Choose a later one.")
    if problems:
        raise ValidationError(problems)
    locked = records.locked(project)
    number = (locked.support_requests.aggregate(last=Max("number"))["last"] or 0) + 1
    code = CODE.format(project=project.code, number=number)
    row = SupportRequest(project=locked, number=number, code=code, **{"kind": SupportKind.OTHER} | _bare(given))
    written = records.add(row, verb="support.ask", by=by, project_id=project.pk)
    telling.asked(written, by)
    return written


@transaction.atomic
def accept(
    *,
    request: SupportRequest,
    helper: Person,
    offer: str,
    by: Any,
    until: date | None = None,
    version: int | None = None,
) -> SupportRequest:
    """Say who helps, with what, until when; also to give it to somebody else later. Asker and helper hear of it.

    Whoever may not read the project's requests joins it as PMO consultant for this time: help needs to see.
    """
    check_write(by, request.project, Subject.SUPPORT, Level.DECIDE)
    fresh = _demand(request, SupportState.OPEN, SupportState.ACCEPTED)
    problems = {}
    if not offer.strip():
        problems["offer"] = _("Say what is offered.")
    if until is not None and until < today():
        problems["until"] = _("This day is over. Choose a later one.")
    if helper.left_on is not None:
        problems["helper"] = _("Choose somebody who is still there.")
    if problems:
        raise ValidationError(problems)
    values = {
        "state": SupportState.ACCEPTED,
        "helper": helper,
        "offer": offer.strip(),
        "until": until,
        "accepted_at": timezone.now(),
        "accepted_by": by,
    }
    written = _change(fresh, values, "support.accept", by, version)
    if not reads_support(helper, fresh.project):
        members.assign(
            project=fresh.project,
            person=helper,
            role=Role.PMO_CONSULTANT,
            valid_from=today(),
            valid_to=until,
            by=by,
        )
    telling.accepted(written, by)
    return written


@transaction.atomic
def decline(*, request: SupportRequest, reason: str, by: Any, version: int | None = None) -> SupportRequest:
    """Say why the PMO cannot help; who asked hears of it."""
    check_write(by, request.project, Subject.SUPPORT, Level.DECIDE)
    fresh = _demand(request, SupportState.OPEN)
    if not reason.strip():
        raise ValidationError({"reason": _("Say why, and who else could help.")})
    written = _change(fresh, _over(SupportState.DECLINED, by, reason=reason.strip()), "support.decline", by, version)
    telling.answered(written, by)
    return written


@transaction.atomic
def note_time(
    *, request: SupportRequest, person: Person, day: date, hours: Decimal, by: Any, note: str = ""
) -> SupportTime:
    """Note the hours that somebody gave on a day, up to today and not before the request."""
    _check(by, gives_support(by, request))
    fresh = _demand(request, SupportState.ACCEPTED, SupportState.DELIVERED)
    if not min(timezone.localdate(fresh.created_at), today()) <= day <= today():
        raise ValidationError({"day": _("Give a day from the request up to today.")})
    row = SupportTime(request=fresh, person=person, day=day, hours=hours, note=note.strip())
    return records.add(row, verb="support.note_time", by=by, project_id=fresh.project_id)


@transaction.atomic
def deliver(*, request: SupportRequest, outcome: str, by: Any, version: int | None = None) -> SupportRequest:
    """Say what came of it; the project is asked to confirm."""
    _check(by, gives_support(by, request))
    fresh = _demand(request, SupportState.ACCEPTED)
    if not outcome.strip():
        raise ValidationError({"outcome": _("Say what came of it.")})
    values = {
        "state": SupportState.DELIVERED,
        "outcome": outcome.strip(),
        "delivered_at": timezone.now(),
        "delivered_by": by,
    }
    written = _change(fresh, values, "support.deliver", by, version)
    telling.delivered(written, by)
    return written


@transaction.atomic
def confirm(
    *, request: SupportRequest, by: Any, rating: int | None = None, outcome: str = "", version: int | None = None
) -> SupportRequest:
    """Say that it is over, how much it helped (1 to 5), and what came of it; the helper hears of it."""
    _check(by, speaks_for_asker(by, request))
    fresh = _demand(request, SupportState.ACCEPTED, SupportState.DELIVERED)
    values = {"rating": rating, "outcome": outcome.strip() or fresh.outcome}
    written = _change(fresh, _over(SupportState.DONE, by, **values), "support.confirm", by, version)
    telling.confirmed(written, by)
    return written


def withdraw(*, request: SupportRequest, by: Any, reason: str = "", version: int | None = None) -> SupportRequest:
    """Take a request back that is not needed any more."""
    _check(by, speaks_for_asker(by, request))
    fresh = _demand(request, SupportState.OPEN, SupportState.ACCEPTED)
    values = _over(SupportState.WITHDRAWN, by, reason=reason.strip())
    return _change(fresh, values, "support.withdraw", by, version)


def _check(by: Any, allowed: bool) -> None:
    if by is not None and not allowed:
        raise NotAllowed(Subject.SUPPORT, Level.EDIT)


def _over(state: SupportState, by: Any, **values: Any) -> dict[str, Any]:
    return {"state": state, "closed_at": timezone.now(), "closed_by": by, **values}


def _bare(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value.strip() if isinstance(value, str) else value for name, value in values.items()}


def _demand(request: SupportRequest, *states: SupportState) -> SupportRequest:
    """Return the row as it stands now; refuse what its state does not allow."""
    with transaction.atomic():
        fresh = records.locked(request)
    if fresh.state not in states:
        raise ValidationError(_("This cannot be done any more: %(state)s.") % {"state": fresh.get_state_display()})
    return fresh


def _change(
    request: SupportRequest, values: Mapping[str, Any], verb: str, by: Any, version: int | None
) -> SupportRequest:
    return records.change(request, values, verb=verb, by=by, version=version, project_id=request.project_id)
