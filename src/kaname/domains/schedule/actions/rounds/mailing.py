"""Mails and notices of a round: asked, reminded, sent back. Each holds a link that opens this one form only."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, mailers
from django.urls import reverse
from django.utils import dateformat, translation
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from kaname.domains.core.models import Notification
from kaname.domains.people.models import Person
from kaname.domains.schedule.actions.rounds import links
from kaname.domains.schedule.models import ExpectedReport, ReportingRound
from kaname.domains.schedule.queries.round_times import here, moment

_ASKING = ("round.asked", "round.reminder", "round.returned")
AT_ONCE = 100
"""Mails sent over one connection."""


def tell(round_: ReportingRound, people: Sequence[Person], kind: str, params: dict[str, Any] | None = None) -> None:
    """Leave a notice for everybody who has an account."""
    values = {"number": round_.number, "as_of": round_.as_of.isoformat(), **(params or {})}
    url = reverse("rounds:mine")
    Notification.objects.bulk_create(
        Notification(user_id=person.user_id, kind=kind, params=values, url=url) for person in people if person.user_id
    )


def over(round_: ReportingRound, people: Sequence[Person] | None = None) -> None:
    """Take a round's notices off the lists of those who owe nothing any more: of some people, or of all."""
    rows = Notification.objects.filter(kind__in=_ASKING, params__number=round_.number, read_at=None)
    if people is not None:
        rows = rows.filter(user_id__in=[person.user_id for person in people if person.user_id])
    rows.update(read_at=moment())


def send(round_: ReportingRound, people: Sequence[Person], *, reminder: bool = False, question: str = "") -> int:
    """Mail a fresh link to everybody who has an address; return how many. Nothing without an address of Kaname."""
    reached = [person for person in people if address_of(person)] if round_.base_url else []
    sent = 0
    for first in range(0, len(reached), AT_ONCE):
        some = reached[first : first + AT_ONCE]
        tokens = links.issue(round_, [person.pk for person in some])
        mails = [_mail(round_, person, tokens[person.pk], reminder, question) for person in some]
        sent += mailers["default"].send_messages(mails) or 0
    return sent


def returned(expected: ExpectedReport) -> None:
    """Tell a person that their report came back with a question."""
    tell(expected.round, [expected.person], "round.returned", {"project": expected.plan.project.code})
    send(expected.round, [expected.person], question=expected.question)


def address_of(person: Person) -> str:
    """Return where mail reaches somebody; "" for nowhere."""
    user = person.user
    return person.email or (user.email if user is not None and user.is_active else "")


def people_of(rows: Iterable[ExpectedReport]) -> list[Person]:
    """Return the people of expected reports, each once."""
    return list({row.person_id: row.person for row in rows}.values())


def _mail(round_: ReportingRound, person: Person, token: str, reminder: bool, question: str) -> EmailMessage:
    with translation.override(person.user.language if person.user else settings.LANGUAGE_CODE):
        due = localtime(round_.due, here())
        values = {
            "name": str(person),
            "as_of": dateformat.format(round_.as_of, _day()),
            "due": f"{dateformat.format(due, _day())} {due:%H:%M}",
            "address": round_.base_url.rstrip("/") + reverse("rounds:form", args=[token]),
            "question": question,
        }
        subject = _("Progress as of %(as_of)s") % values
        if question:
            subject, text = _("A question about your report as of %(as_of)s") % values, _question()
        elif reminder:
            subject, text = _("Reminder: progress as of %(as_of)s") % values, _reminder()
        else:
            text = _asked()
        body = text % values + "\n" + _foot()
        return EmailMessage(subject, body, settings.DEFAULT_FROM_EMAIL, [address_of(person)])


def _day() -> str:
    """Return how a day is written: 2026/11/27(金), or Fri 27 Nov 2026."""
    return "Y/n/j(D)" if translation.get_language() == "ja" else "D j M Y"


def _asked() -> str:
    return _(
        "%(name)s,\n\n"
        "please say how far your activities are by %(due)s. Last week's values are filled in; "
        "if nothing changed, one confirmation is enough.\n\n"
        "%(address)s\n"
    )


def _reminder() -> str:
    return _(
        "%(name)s,\n\n"
        "your progress has not arrived yet; it is due at %(due)s. "
        "If nothing changed, one confirmation is enough.\n\n"
        "%(address)s\n"
    )


def _question() -> str:
    return _(
        "%(name)s,\n\nthere is a question about your report:\n\n%(question)s\n\nPlease answer here:\n\n%(address)s\n"
    )


def _foot() -> str:
    return _("The address is for you alone and ends when the round freezes. It opens nothing but this form.\n")
