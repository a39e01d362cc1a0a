"""A company for the benches: projects, activities, a chain of relations, people, made quickly and the same every time.

`KANAME_DATA_DIR=... python -m bench.filling PROJECTS ROWS` fills an empty database. The words and sizes are those of
the Redmine seed that it is compared with: four words and a number as the name, thirty words of notes.
"""

import os
import random
import sys
from datetime import date, datetime, timedelta
from itertools import pairwise

PASSWORD = "bench-password-2026"
EMAIL = "bench@example.com"
WORDS = (  # noqa: SIM905 - a list of words reads as one
    "要件 定義 基本 設計 詳細 課題 進捗 報告 予算 見積 試験 結合 移行 計画 リスク 品質 レビュー 顧客 契約 調達 "
    "開発 基盤 画面 帳票 連携 性能 障害 対応 運用 引継"
).split()
FIRST = date(2026, 1, 5)
AS_OF = date(2026, 11, 20)
TICKS = 10


def fill(projects: int, rows: int) -> None:
    """Fill the database of the settings."""
    from django.db import transaction

    with transaction.atomic():
        people = _people()
        for number in range(1, projects + 1):
            _project(number, rows, people, random.Random(number))


def _people() -> list:
    from kaname.domains.core.models import Organisation
    from kaname.domains.people.enums import Role
    from kaname.domains.people.models import Person, RoleHolding, User
    from kaname.domains.resource.models import Resource

    Organisation.objects.update_or_create(id=1, defaults={"name": "計測商事", "as_of": AS_OF})
    user = User.objects.create_user(EMAIL, PASSWORD, name="計測 係")
    boss = Person.objects.create(code="B000", name="計測 係", user=user)
    RoleHolding.objects.create(person=boss, role=Role.PMO_MANAGER, valid_from=FIRST)
    made = [Person(code=f"B{n:03}", name=f"山田 太郎{n}", name_en=f"Taro Yamada {n}") for n in range(1, 21)]
    Person.objects.bulk_create(made)
    Resource.objects.bulk_create([Resource(name=p.name, person=p) for p in made])
    return [boss, *made]


def _project(number: int, rows: int, people: list, rng: random.Random) -> None:
    from kaname.domains.people.enums import Role
    from kaname.domains.project.models import Project, ProjectMember

    kind, health = rng.choice(("reform", "venture", "system")), rng.choice(("red", "amber", "green"))
    project = Project.objects.create(
        code=f"PRJ{number}",
        name=f"プロジェクト{number} {rng.choice(WORDS)}{rng.choice(WORDS)}",
        name_en=f"Project {number}",
        project_type=kind,
        status="executing",
        declared_health=health,
    )
    team = rng.sample(people[1:], 5)
    members = [ProjectMember(project=project, person=p, role=Role.MEMBER, valid_from=FIRST) for p in team]
    members.append(ProjectMember(project=project, person=people[0], role=Role.PROJECT_MANAGER, valid_from=FIRST))
    ProjectMember.objects.bulk_create(members)
    _plan(project, rows, team, rng)


def _plan(project, rows: int, team: list, rng: random.Random) -> None:
    from kaname.domains.resource.models import Resource
    from kaname.domains.schedule.models import Activity, Assignment, Plan, Relation

    plan = Plan.objects.create(
        project=project, start=_ticks(FIRST, 9), status_date=_ticks(AS_OF, 18), **_answer(rows, rng)
    )
    made = [_activity(plan, n, rng) for n in range(rows)]
    Activity.objects.bulk_create(made, batch_size=500)
    Relation.objects.bulk_create(
        [Relation(plan=plan, predecessor=a, successor=b) for a, b in pairwise(made)], batch_size=500
    )
    pool = {r.person_id: r for r in Resource.objects.filter(person__in=team)}
    Assignment.objects.bulk_create(
        [Assignment(plan=plan, activity=a, resource=pool[rng.choice(team).pk]) for a in made], batch_size=500
    )


def _answer(rows: int, rng: random.Random) -> dict:
    finish = _ticks(FIRST + timedelta(rng.randrange(300, 500)), 18)
    return {
        "finish": finish,
        "baseline_finish": finish - rng.randrange(-5, 40) * 14400,
        "activity_count": rows,
        "critical_count": rows // 10,
        "late_count": rng.randrange(rows // 5 + 1),
        "overdue_count": rng.randrange(rows // 20 + 1),
        "percent_complete": rng.uniform(0, 100),
        "planned_percent": rng.uniform(0, 100),
        "total_float": 0,
        "computed_version": 1,
        "computed_health": rng.choice(("red", "amber", "green")),
        "driver": {"uid": "1", "name": "詳細設計"},
        "health_reasons": [],
    }


def _activity(plan, number: int, rng: random.Random):
    from kaname.domains.schedule.models import Activity

    day, days = FIRST + timedelta(rng.randrange(400)), rng.randrange(1, 21)
    return Activity(
        plan=plan,
        uid=str(number + 1),
        position=number,
        wbs=f"{number // 20 + 1}.{number % 20 + 1}",
        name="".join(rng.choices(WORDS, k=4)) + f" {number}",
        notes="、".join(rng.choices(WORDS, k=30)),
        duration=days * 480 * TICKS,
        percent_complete=10.0 * rng.randrange(11),
        work=rng.randrange(1, 81) * 60 * TICKS,
        start=_ticks(day, 9),
        finish=_ticks(day + timedelta(days), 18),
        late_start=_ticks(day, 9),
        late_finish=_ticks(day + timedelta(days), 18),
        total_float=0,
        free_float=0,
        critical=number % 10 == 0,
    )


def _ticks(day: date, hour: int) -> int:
    return int((datetime(day.year, day.month, day.day, hour) - datetime(1970, 1, 1)).total_seconds()) * TICKS // 60


def main() -> None:
    """Set Django up, make the tables, fill them."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kaname.settings.prod")
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    fill(*map(int, sys.argv[1:3]))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


if __name__ == "__main__":
    main()
