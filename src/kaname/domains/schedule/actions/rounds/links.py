"""Links of mails: one opens one person's form of one round, until it freezes. Only their digests are kept."""

import secrets
from collections.abc import Iterable

from django.core import signing

from kaname.domains.people.actions.tokens import digest_of
from kaname.domains.people.models import Person
from kaname.domains.schedule.enums import RoundStatus
from kaname.domains.schedule.models import ReportingRound, RoundLink
from kaname.domains.schedule.queries.round_times import moment

SALT = "kaname.round"
_LONGEST = 300


def issue(round_: ReportingRound, people: Iterable[int]) -> dict[int, str]:
    """Return a new token for each person of a round, by the person's key."""
    tokens = {person: _token(round_.pk, person) for person in people}
    RoundLink.objects.bulk_create(
        RoundLink(round=round_, person_id=person, digest=digest_of(token)) for person, token in tokens.items()
    )
    return tokens


def opened(token: str) -> tuple[ReportingRound, Person] | None:
    """Return the round and the person whose form a token opens.

    None when it is forged or unknown, the round over, the person gone or their account closed.
    """
    if len(token) > _LONGEST:
        return None
    try:
        round_pk, person_pk, _nonce = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    rows = RoundLink.objects.filter(digest=digest_of(token), round=round_pk, person=person_pk)
    link = rows.select_related("round", "person__user").first()
    if link is None or link.round.status != RoundStatus.OPEN or moment() >= link.round.freezes or _is_gone(link.person):
        return None
    return link.round, link.person


def _is_gone(person: Person) -> bool:
    """Whether somebody has left, or may not sign in any more: what was mailed to them opens nothing either."""
    left = person.left_on is not None and person.left_on < moment().date()
    return left or (person.user is not None and not person.user.is_active)


def _token(round_pk: int, person_pk: int) -> str:
    return signing.dumps([round_pk, person_pk, secrets.token_urlsafe(12)], salt=SALT)
