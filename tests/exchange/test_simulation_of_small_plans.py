"""Simulating plans at the edge: nothing in them, or one row without a duration, finishes as scheduled."""

from datetime import datetime

import pytest

from kaname.exchange.compile import schedule_plan
from kaname.exchange.document import Activity, Calendar, PlanDocument, Project
from kaname.exchange.simulation import simulate_plan

WEEK = (((540, 720), (780, 1080)),) * 5 + ((), ())


@pytest.mark.parametrize("activities", [[], [Activity("1", "A")]])
def test_a_finish_is_the_scheduled_one(activities):
    document = PlanDocument(
        format="kaname",
        project=Project(id="p", start=datetime(2026, 4, 1, 9), calendar_id="1"),
        calendars=[Calendar("1", "標準", WEEK)],
        activities=activities,
    )
    _, dates = schedule_plan(document)
    result = simulate_plan(document, iterations=64).result
    assert (set(result.finish.tolist()), result.deterministic) == ({dates.project_finish}, dates.project_finish)
