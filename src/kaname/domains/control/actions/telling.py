"""Who is told of what: a notice in Kaname, and a mail to whoever must act. Neither holds the question's text.

Mails go out only where the address of Kaname in mails is set, with the weekly cycle.
"""

from collections.abc import Iterable
from functools import partial
from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from kaname.domains.control.models import Decision
from kaname.domains.core.actions import notices
from kaname.domains.core.names import in_language
from kaname.domains.core.phrases import NOTICES
from kaname.domains.core.queries import today
from kaname.domains.people.enums import Role
from kaname.domains.people.models import Person, RoleHolding, User
from kaname.domains.people.rules import held_on
from kaname.domains.project.models import ProjectMember
from kaname.domains.schedule.models import RoundCycle


def asked(decision: Decision) -> None:
    """Tell the decider that a decision is asked."""
    _tell(decision, _users([decision.decider]), "decision.asked", mail=True)


def sent_back(decision: Decision) -> None:
    """Tell whoever raised it that it came back."""
    _tell(decision, _users([decision.raised_by]), "decision.sent_back", mail=True)


def answered(decision: Decision) -> None:
    """Tell whoever raised it what became of it."""
    _tell(decision, _users([decision.raised_by]), "decision.answered", mail=False)


def escalated(decision: Decision) -> None:
    """Tell those one level up, and the decider, that the date has passed."""
    _tell(decision, [*_above(decision), *_users([decision.decider])], "decision.escalated", mail=True)


def _above(decision: Decision) -> list[User]:
    if decision.escalated_to == Role.SPONSOR:
        held = ProjectMember.objects.filter(held_on(today()), project=decision.project, role=Role.SPONSOR)
        people: Any = held.values("person")
    else:
        people = RoleHolding.objects.filter(held_on(today()), role=Role.PMO_MANAGER, unit=None).values("person")
    return list(User.objects.filter(person__in=people, is_active=True).order_by("pk"))


def _users(people: Iterable[Person | None]) -> list[User]:
    return [p.user for p in people if p is not None and p.user is not None and p.user.is_active]


def _tell(decision: Decision, users: Iterable[User], kind: str, *, mail: bool) -> None:
    path = reverse("decisions:decision", args=[decision.project.code, decision.number])
    day = decision.decide_by.isoformat() if decision.decide_by else ""
    params = {"code": decision.code, "code_en": decision.code_en, "day": day}
    base = RoundCycle.objects.values_list("base_url", flat=True).first() if mail else ""
    for user in dict.fromkeys(users):
        notices.tell(user_id=user.pk, kind=kind, params=params, url=path)
        if base:
            post = partial(_mail, user, kind, params, base.rstrip("/") + path)
            transaction.on_commit(post, robust=True)  # a mail that cannot be sent harms no decision


def _mail(user: User, kind: str, params: dict[str, str], address: str) -> None:
    """Send what the notice says, with the way to it."""
    with translation.override(user.language):
        sentence = str(NOTICES[kind]) % in_language(params)
        values = {"name": str(user), "sentence": sentence, "address": address}
        body = _("%(name)s,\n\n%(sentence)s.\n\n%(address)s\n") % values
        send_mail(sentence, body, settings.DEFAULT_FROM_EMAIL, [user.email])
