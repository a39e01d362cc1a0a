"""Reads of people."""

from dataclasses import dataclass
from datetime import date

from django.core.cache import cache
from django.db import connection
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from kaname.domains.core.queries import forget_organisation, today
from kaname.domains.people.models import OrganisationUnit, Person, RoleHolding
from kaname.domains.people.rules import held_on


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A department in the tree of a day: how deep it stands, how many people are in it and below."""

    unit: OrganisationUnit
    depth: int
    people: int
    all_people: int


def unit_tree(day: date) -> list[UnitRow]:
    """Return the departments in force on a day, each below the one it belongs to; two queries."""
    rows = list(OrganisationUnit.objects.filter(held_on(day)).select_related("parent").order_by("code"))
    here = Person.objects.filter(Q(left_on=None) | Q(left_on__gte=day)).exclude(unit=None)
    counts = dict(here.values("unit__code").annotate(n=Count("pk")).values_list("unit__code", "n"))
    below: dict[str, list[OrganisationUnit]] = {}
    codes = {row.code for row in rows}
    for row in rows:
        above = row.parent.code if row.parent and row.parent.code in codes else ""
        below.setdefault(above, []).append(row)
    return _walk(below, "", 0, counts)


def _walk(below: dict[str, list[OrganisationUnit]], above: str, depth: int, counts: dict[str, int]) -> list[UnitRow]:
    found: list[UnitRow] = []
    for unit in below.pop(above, []):
        under = _walk(below, unit.code, depth + 1, counts)
        own = counts.get(unit.code, 0)
        total = own + sum(row.people for row in under)
        found += [UnitRow(unit, depth, own, total), *under]
    return found


def past_of(unit: OrganisationUnit) -> QuerySet[OrganisationUnit]:
    """Return every period of a department, newest first."""
    rows = OrganisationUnit.objects.filter(code=unit.code)
    return rows.select_related("parent").order_by("-valid_from")


def roles_of(person: Person) -> QuerySet[RoleHolding]:
    """Return the roles a person holds or held for the company or a department, newest first."""
    return person.roles.select_related("unit").order_by("-valid_from", "role")


def is_current(row: RoleHolding) -> bool:
    """Return whether a role is held today."""
    return row.valid_from <= today() and (row.valid_to is None or row.valid_to >= today())


_SEEN = "people.event"
_STAMP = """
SELECT (SELECT sequence FROM core_audithead WHERE id = 1),
       (SELECT COUNT(*) FROM core_notification WHERE user_id = %s AND read_at IS NULL),
       (SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > %s),
       (SELECT password FROM people_user WHERE id = %s AND is_active)
"""

type Stamp = tuple[int, int, str, str, date]
"""Last audit event, unread notices, session, password's hash, day: what a page depends on beside its address."""


def stamp_of(user_pk: int, session_key: str) -> Stamp | None:
    """Return what makes a page of this reader the same page again; None where the session is over or the user may not
    sign in. One statement, asked at every request: the ORM would take longer to write it than the database to answer.
    """
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    with connection.cursor() as cursor:
        cursor.execute(_STAMP, (user_pk, session_key, now, user_pk))
        event, unread, session, password = cursor.fetchone()
    if session is None or password is None:
        return None
    seen = cache.get(_SEEN)
    if seen != event:
        cache.set(_SEEN, event, None)
        if seen is not None:
            forget_organisation()  # it is kept for seconds; a page is kept for longer
    return event or 0, unread, session, password, today()
