"""What is frozen cannot be altered by any path: the ORM, SQL, the interface, and there is no back office (ADR 0010)."""

from collections.abc import Callable
from datetime import date

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.db.models import F

from factories.board import make_answer, make_progress_date
from factories.frozen import IMMUTABLE, IMMUTABLE_IN_PART
from factories.people import make_company
from factories.project import make_project
from kaname.api.v1.routes import api
from kaname.domains.schedule.models import ProgressDate

pytestmark = pytest.mark.django_db
TRIGGERS = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
}
DAY = date(2026, 11, 20)


def test_both_triggers_stand_on_every_frozen_table_and_on_no_other():
    with connection.cursor() as cursor:
        cursor.execute(TRIGGERS[connection.vendor])
        found = {name for (name,) in cursor.fetchall() if name.endswith(("_no_update", "_no_delete"))}
    tables = {apps.get_model(label)._meta.db_table for label in IMMUTABLE} | set(IMMUTABLE_IN_PART)
    assert found == {f"{table}_no_{verb}" for table in tables for verb in ("update", "delete")}


@pytest.mark.parametrize(
    "alter",
    [
        lambda row: row.save(),
        lambda row: row.delete(),
        lambda row: ProgressDate.objects.filter(pk=row.pk).update(answer={}),
        lambda row: ProgressDate.objects.update(as_of=F("as_of")),
        lambda row: ProgressDate.objects.bulk_update([row], ["rows"]),
        lambda row: ProgressDate.objects.filter(pk=row.pk).delete(),
        lambda row: ProgressDate.objects.update_or_create(plan=row.plan, as_of=DAY, defaults={"rows": {}}),
        lambda row: ProgressDate.objects.bulk_create(
            [ProgressDate(plan=row.plan, as_of=DAY, rows={})],
            update_conflicts=True,
            unique_fields=["plan", "as_of"],
            update_fields=["rows"],
        ),
        lambda row: row.plan.progress_dates.all().delete(),
        lambda row: row.plan.delete(),
    ],
)
def test_no_way_of_the_orm_changes_a_frozen_date(alter: Callable[[ProgressDate], object]):
    make_company()
    row = make_progress_date(make_answer(make_project(), DAY), DAY, finish=1)
    kept = ProgressDate.objects.values().get()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        alter(row)
    assert ProgressDate.objects.values().get() == kept


def test_the_interface_only_reads_and_there_is_no_back_office():
    described = api.get_openapi_schema()["paths"]
    methods = {method for operations in described.values() for method in operations}
    assert methods == {"get"}
    assert not apps.is_installed("django.contrib.admin")
