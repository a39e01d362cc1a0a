"""Reads of project."""

from typing import Any

from django.db.models import Q, QuerySet

from kaname.domains.core.queries import today
from kaname.domains.people.enums import Employer, Role, Subject
from kaname.domains.people.models import Person
from kaname.domains.people.rules import held_on
from kaname.domains.project.models import Project, ProjectMember


def visible_project(user: Any, code: str, subject: Subject = Subject.PROJECT) -> Project:
    """Return a project in which the user may read the subject; DoesNotExist where there is none or it is hidden."""
    return Project.objects.visible_to(user, subject).get(code=code)


def project_manager(project: Project) -> Person | None:
    """Return the one accountable project manager today."""
    held = ProjectMember.objects.filter(held_on(today()), project=project, role=Role.PROJECT_MANAGER)
    found = held.select_related("person").order_by("-valid_from").first()
    return found.person if found else None


def people_visible_to(user: Any) -> QuerySet[Person]:
    """Return the people a user may see by name: own people see everybody; outsiders see who shares a project."""
    person = Person.objects.filter(user_id=getattr(user, "pk", None) or -1).first()
    if person is None:
        return Person.objects.none()
    if person.employer == Employer.OWN:
        return Person.objects.all()
    shared = ProjectMember.objects.filter(held_on(today()), project__in=Project.objects.visible_to(user))
    return Person.objects.filter(Q(pk=person.pk) | Q(pk__in=shared.values("person")))
