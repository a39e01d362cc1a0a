"""What a watermelon brings about: the manager is asked to explain, and after three weeks the sponsor is told."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from kaname.domains.core.actions import audit, notices, records
from kaname.domains.core.names import with_twin
from kaname.domains.core.queries import organisation, today
from kaname.domains.people.enums import Role
from kaname.domains.people.models import Person
from kaname.domains.people.rules import held_on
from kaname.domains.project.models import Project, ProjectMember
from kaname.domains.reporting.models import Explanation, HealthSnapshot

WEEKS = 3
"""After so many weeks in a row the sponsor is told, and again after as many more."""


def ask(snapshots: Iterable[HealthSnapshot], by: Any) -> list[Explanation]:
    """Open an explanation for each new watermelon, and again every third week; tell those whom it concerns."""
    apart = [s for s in snapshots if s.apart]
    people = _people([s.project_id for s in apart])
    asked = set(Explanation.objects.filter(answered_at=None).values_list("project_id", flat=True))
    opened = []
    for snapshot in apart:
        third = snapshot.weeks % WEEKS == 0
        if snapshot.project_id not in asked and (snapshot.weeks == 1 or third):
            opened.append(_open(snapshot, people[snapshot.project_id, Role.PROJECT_MANAGER], by))
        if third:
            _tell_sponsors(snapshot, people[snapshot.project_id, Role.SPONSOR], by)
    return opened


def _people(projects: Sequence[int]) -> dict[tuple[int, str], list[Person]]:
    rows = ProjectMember.objects.filter(
        held_on(today()), project__in=projects, role__in=(Role.PROJECT_MANAGER, Role.SPONSOR)
    )
    found: dict[tuple[int, str], list[Person]] = defaultdict(list)
    for row in rows.select_related("person__user").order_by("valid_from"):
        found[row.project_id, row.role].append(row.person)
    return found


def _open(snapshot: HealthSnapshot, managers: Sequence[Person], by: Any) -> Explanation:
    asked_of = managers[-1] if managers else None
    row = Explanation(project=snapshot.project, snapshot=snapshot, asked_of=asked_of)
    records.add(row, verb="explanation.ask", by=by, project_id=snapshot.project_id)
    if asked_of is not None and asked_of.user_id:
        notices.tell(
            user_id=asked_of.user_id,
            kind="health.explain",
            params=with_twin("project", snapshot.project) | {"day": snapshot.as_of.isoformat()},
            url=address_of(snapshot.project),
        )
    return row


def _tell_sponsors(snapshot: HealthSnapshot, sponsors: Iterable[Person], by: Any) -> None:
    told = [person for person in sponsors if person.user_id]
    params = with_twin("project", snapshot.project) | {"weeks": snapshot.weeks}
    for person in told:
        notices.tell(user_id=person.user_id or 0, kind="health.apart", params=params, url=address_of(snapshot.project))
        transaction.on_commit(lambda person=person: _mail(person, snapshot))  # type: ignore[misc] # bound now
    audit.record(
        verb="health.tell_sponsor",
        subject=snapshot.project,
        by=by,
        after={"weeks": snapshot.weeks, "told": [person.code for person in told]},
        project_id=snapshot.project_id,
    )


def _mail(person: Person, snapshot: HealthSnapshot) -> None:
    if person.user is None or not person.user.email or organisation().is_demo:
        return  # the demonstration's people do not exist
    with translation.override(person.user.language):
        values = {"project": str(snapshot.project), "weeks": snapshot.weeks, "name": str(person.user)}
        subject = _("%(project)s: declared green, computed red for %(weeks)s weeks") % values
        send_mail(subject, _body(values), settings.DEFAULT_FROM_EMAIL, [person.user.email], fail_silently=True)


def _body(values: dict[str, Any]) -> str:
    return (
        _(
            "%(name)s,\n\n"
            "%(project)s has been declared green and computed red for %(weeks)s weeks in a row.\n"
            "Kaname shows the reasons, and what would help, on the project's page “Health”.\n"
            "This is an occasion to offer help, not to blame.\n"
        )
        % values
    )


def address_of(project: Project) -> str:
    """Return where a project's health is shown."""
    return f"/projects/{project.code}/axes/"
