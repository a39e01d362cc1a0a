"""People as lists and pages show them, each as far as the reader may see."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from kaname.domains.core.queries import today
from kaname.domains.people.enums import Employer
from kaname.domains.people.models import OrganisationUnit, Person, RoleHolding
from kaname.domains.people.rules import branches, held_on
from kaname.domains.project.models import Project, ProjectMember
from kaname.domains.project.queries import people_visible_to
from kaname.domains.reporting.queries.folding import spellings

COLUMNS = (
    "pk",
    "code",
    "name",
    "name_en",
    "kana",
    "unit__name",
    "unit__name_en",
    "company__name",
    "company__name_en",
    "employer",
    "title",
    "title_en",
)


@dataclass(frozen=True, slots=True)
class PeopleFilter:
    """What a list of people is narrowed to; empty: everybody who has not left."""

    words: str = ""
    unit: str = ""
    employer: str = ""
    role: str = ""
    left: bool = False


def is_own(user: Any) -> bool:
    """Return whether a user belongs to the company itself: outsiders do not see its organisation."""
    return Person.objects.filter(user_id=getattr(user, "pk", None) or -1, employer=Employer.OWN).exists()


def people(user: Any, wanted: PeopleFilter) -> QuerySet[Person]:
    """Return the people a user may see by name, narrowed; a role in a hidden project narrows nothing."""
    found = people_visible_to(user)
    for word in wanted.words[:100].replace("\u3000", " ").split()[:5]:
        condition = Q()
        for text in spellings(word):
            for field in ("code", "name", "kana", "name_en"):
                condition |= Q(**{f"{field}__icontains": text})
        found = found.filter(condition)
    if wanted.unit:
        found = found.filter(unit__code__in=branches(today())[wanted.unit])
    if wanted.employer:
        found = found.filter(employer=wanted.employer)
    if wanted.role:
        found = found.filter(_holding(user, wanted.role))
    return found if wanted.left else found.filter(Q(left_on=None) | Q(left_on__gte=today()))


def _holding(user: Any, role: str) -> Q:
    here = ProjectMember.objects.filter(held_on(today()), role=role, project__in=Project.objects.visible_to(user))
    found = Q(pk__in=here.values("person"))
    if is_own(user):
        found |= Q(pk__in=RoleHolding.objects.filter(held_on(today()), role=role).values("person"))
    return found


def units_now() -> list[tuple[str, str, str]]:
    """Return code, name and English name of every department of today."""
    rows = OrganisationUnit.objects.filter(held_on(today())).order_by("code")
    return list(rows.values_list("code", "name", "name_en"))


def memberships_seen_by(user: Any, person: Person) -> QuerySet[ProjectMember]:
    """Return a person's roles in projects that the reader may see, newest first."""
    seen = ProjectMember.objects.filter(person=person, project__in=Project.objects.visible_to(user))
    return seen.select_related("project", "team").order_by("-valid_from", "project__code")
