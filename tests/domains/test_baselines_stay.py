"""Baselines are immutable still, after the migration that gave them English names and made SQLite's table anew."""

import pytest
from django.db import DatabaseError, connection, transaction

from factories.people import make_company
from factories.project import make_project
from factories.schedule import make_plan
from kaname.domains.schedule.actions import baselines
from kaname.domains.schedule.models import Baseline

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("statement", ["UPDATE schedule_baseline SET name = 'x'", "DELETE FROM schedule_baseline"])
def test_the_database_refuses_to_change_a_baseline(statement):
    make_company()
    baselines.set_baseline(plan=make_plan(project=make_project()), name="当初", name_en="First", by=None)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Baseline.objects.values_list("name", "name_en").get() == ("当初", "First")
