"""Homes, cockpit and every list ask the database as often for a large company as for a small one."""

import pytest
from addresses import Address, ours, path_of
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from permission_world import World, filled, make_world

from factories.control import make_decision
from factories.project import make_deliverable, make_member, make_phase, make_project, make_stakeholder
from kaname.domains.core.actions import notices
from kaname.domains.core.queries import organisation
from kaname.domains.people.enums import PROJECT_ROLES, Role
from kaname.domains.people.models import User
from kaname.domains.project.models import Project
from kaname.domains.resource.models import Resource
from kaname.domains.schedule.models import Activity, Assignment, Plan

pytestmark = [pytest.mark.django_db]


@pytest.fixture
def world() -> World:
    return make_world()


def pages() -> list[Address]:
    """Every address that shows something and names no single thing but a project."""
    found = [a for a in ours() if a.access is not None and a.access.scope != "public"]
    return [a for a in found if set(a.parameters) <= {"code"}]


def counted(client: Client, path: str) -> int:
    """Return how many queries a page takes once it has been seen; 0 for one that is not shown."""
    client.get(path)
    for cache in caches.all():
        cache.clear()
    organisation()  # kept for some seconds: not a part of the question
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(path)
        list(answer) if answer.streaming else None
    return len(asked) if answer.status_code == 200 else 0


def grow(world: World, user: User, role: Role) -> None:
    """Make the company larger: more projects like theirs, and more of everything in theirs."""
    theirs, pool = world.projects["theirs"], Resource.objects.get(project=None)
    for n in range(3):
        more = make_project(code=f"MORE-{n}", name=f"追加{n}", unit=theirs.unit)
        filled(more, f"MORE{n}", pool)
        if role in PROJECT_ROLES:
            more.members.filter(role=role, valid_to=None).delete()
            make_member(more, user.person, role)
    enlarge(theirs, user, pool)


def enlarge(project: Project, user: User, pool: Resource) -> None:
    """Add three of everything to a project."""
    plan = Plan.objects.get(project=project)
    row = Activity.objects.get(plan=plan, uid="1")
    for n in range(3):
        phase = make_phase(project, code=f"PH{n}")
        make_deliverable(project, code=f"DL{n}", phase=phase, owner=pool.person, reviewer=user.person)
        make_stakeholder(project, name=f"関係者{n}", person=pool.person)
        make_decision(project, pool.person, question=f"問い{n}", blocks=(row,))
        values = {f.attname: getattr(row, f.attname) for f in Activity._meta.concrete_fields if f.name != "id"}
        made = Activity.objects.create(**values | {"uid": f"N{n}", "position": 10 + n, "name": f"作業{n}"})
        Assignment.objects.create(plan=plan, activity=made, resource=pool, uid=f"N{n}", units=1.0)
        notices.tell(user_id=user.pk, kind="project.handed_over", params={"project": project.code})


@pytest.mark.parametrize("role", list(Role))
def test_a_home_page_takes_as_many_queries_for_six_projects_as_for_three(world, role):
    user = world.user(role)
    client = Client()
    client.force_login(user)
    before = counted(client, "/")
    grow(world, user, role)
    assert counted(client, "/") <= before  # fewer where the newest writes are of fewer kinds


@pytest.mark.thorough
@pytest.mark.parametrize("role", [Role.PMO_MANAGER, Role.PROJECT_MANAGER])
def test_a_page_takes_as_many_queries_for_many_rows_as_for_few(world, role):
    user = world.user(role)
    client = Client()
    client.force_login(user)
    paths = {a.name: path_of(a, world.examples["theirs"], world.projects["theirs"]) for a in pages()}
    before = {name: counted(client, path) for name, path in paths.items()}
    grow(world, user, role)
    after = {name: counted(client, path) for name, path in paths.items()}
    assert before["projects:cockpit"] > 0
    assert {n: (before[n], after[n]) for n in paths if after[n] > before[n]} == {}
