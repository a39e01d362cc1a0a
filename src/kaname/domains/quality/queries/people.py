"""Who decides about quality in a project, and who may be given a defect."""

from django.db.models import Q, QuerySet

from kaname.domains.core.queries import today
from kaname.domains.people.enums import Level, Role, Subject, level_of
from kaname.domains.people.models import Person, RoleHolding
from kaname.domains.people.rules import held_on
from kaname.domains.project.models import Project, ProjectMember

DECIDE = frozenset(role for role in Role if level_of(Subject.QUALITY, role) >= Level.DECIDE)


def deciders(project: Project) -> list[Person]:
    """Return who decides about quality in a project today: by a role in it, or for the whole company; one query."""
    members = ProjectMember.objects.filter(held_on(today()), project=project, role__in=DECIDE)
    company = RoleHolding.objects.filter(held_on(today()), role__in=DECIDE, unit=None)
    rows = Person.objects.filter(Q(pk__in=members.values("person")) | Q(pk__in=company.values("person")), left_on=None)
    return list(rows.order_by("code"))


def workers(project: Project) -> QuerySet[Person]:
    """Return who may be given a defect: everybody with a role in the project today."""
    members = ProjectMember.objects.filter(held_on(today()), project=project)
    return Person.objects.filter(pk__in=members.values("person"), left_on=None).order_by("code")
