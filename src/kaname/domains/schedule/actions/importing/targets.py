"""Which project a file belongs to: the one that it came to before, or a new one."""

import re
from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import QuerySet

from kaname.domains.people.enums import Employer, Level, Subject
from kaname.domains.people.models import Person
from kaname.domains.people.rules import can_company
from kaname.domains.project.models import Project
from kaname.domains.project.rules import know_roles
from kaname.domains.resource.rules import normalised
from kaname.domains.schedule.actions.edits.rights import may_change_whole
from kaname.domains.schedule.actions.importing.reading import Reading
from kaname.domains.schedule.models import PlanSource

_FIRST = "PJ001"
_NUMBER = re.compile(r"^(.*?)(\d+)$")


def projects_of(user: Any) -> QuerySet[Project]:
    """Return the projects whose schedule a user may read; the system itself (None) sees all."""
    return Project.objects.all() if user is None else Project.objects.visible_to(user, Subject.SCHEDULE)


def writable(user: Any) -> list[Project]:
    """Return the projects whose plan a user may replace."""
    seen = list(projects_of(user).select_related("unit", "plan"))
    know_roles(user, seen)
    return [p for p in seen if may_change_whole(user, p)]


def may_create(user: Any) -> bool:
    """Return whether a user may set projects up."""
    return user is None or can_company(user, Subject.PROJECT, Level.EDIT)


def known_project(reading: Reading, user: Any) -> Project | None:
    """Return the project that a file's plan is in: same content, same id in its tool, same file name, same title."""
    seen = projects_of(user).select_related("plan")
    sources = PlanSource.objects.filter(plan__project__in=seen).select_related("plan__project")
    for found in (
        sources.filter(digest=reading.upload.digest),
        sources.filter(plan__options__guid=reading.guid) if reading.guid else sources.none(),
        sources.filter(name=reading.upload.name),
    ):
        if (source := found.order_by("-id").first()) is not None:
            return source.plan.project
    titled = list(seen.filter(name=reading.title)[:2]) if reading.title else []
    return titled[0] if len(titled) == 1 else None


def last_source(project: Project) -> PlanSource | None:
    """Return the newest file of a project's plan."""
    return PlanSource.objects.filter(plan__project=project).order_by("-id").first()


def free_codes(taken: Iterable[str]) -> Iterable[str]:
    """Yield codes that go on where the company's codes end: PJ012 after PJ011. Codes on the page are taken, too."""
    used = set(taken)
    pattern = max((m for code in used if (m := _NUMBER.match(code))), key=lambda m: int(m[2]), default=None)
    prefix, digits = (pattern[1], pattern[2]) if pattern else ("PJ", "000")
    number = int(digits)
    while True:
        number += 1
        code = f"{prefix}{number:0{len(digits)}d}"
        if code not in used:
            yield code


def manager_for(reading: Reading, user: Any) -> Person | None:
    """Return who may answer for a new project: whom the file names, else the one who imports it."""
    if reading.manager:
        wanted = normalised(reading.manager)
        found = [p for p in managers() if wanted in (normalised(p.name), normalised(p.name_en))]
        if len(found) == 1:
            return found[0]
    return Person.objects.filter(user_id=getattr(user, "pk", None) or -1).first()


def managers() -> QuerySet[Person]:
    """Return the people who may be a project's manager."""
    return Person.objects.filter(employer=Employer.OWN, left_on=None)


def pool_split(names: Collection[str]) -> tuple[list[str], list[str]]:
    """Return which of a file's people are in the company's pool, and which will be new in the project."""
    from kaname.domains.resource.models import Resource

    pool = [normalised(n) for n in Resource.objects.filter(project=None).values_list("name", flat=True)]
    once = {n for n in pool if pool.count(n) == 1}
    return [n for n in names if normalised(n) in once], [n for n in names if normalised(n) not in once]
