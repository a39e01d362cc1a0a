"""Plans with people and calendars: levelled on working time, with the plan's own rules for the dates."""

from datetime import date, datetime

import pytest

from kaname.exchange.document import (
    Activity,
    Assignment,
    Calendar,
    CalendarException,
    Constraint,
    PlanDocument,
    Project,
    Relation,
    Resource,
)  # fmt: skip
from kaname.exchange.levelling import levelled_plan

DAY = ((540, 720), (780, 1080))
WEEK = (DAY,) * 5 + ((), ())


def plan(activities, relations=(), assignments=(), resources=(), calendars=()):
    return PlanDocument(
        format="mspdi",
        project=Project(id="p", name="試し", start=datetime(2026, 6, 1, 9), calendar_id="1"),
        calendars=[Calendar("1", "標準", WEEK), *calendars],
        activities=[
            a if isinstance(a, Activity) else Activity(str(k), a, duration=960.0) for k, a in enumerate(activities)
        ],
        relations=list(relations),
        resources=list(resources) or [Resource("r", "花子")],
        assignments=[Assignment(f"{a}-{r}", a, r, units) for a, r, units in assignments],
    )


def starts(document, **options):
    answer = levelled_plan(document, time_limit=2.0, seed=1, **options).answer()
    return answer, {k: v[5:16] for k, v in answer["starts"].items()}


def test_one_person_does_one_thing_after_the_other():
    both = [("0", "r", 1.0), ("1", "r", 1.0), ("2", "r", 1.0)]
    answer, dates = starts(plan(["設計", "製造", "試験"], [Relation("0", "2")], both))
    assert answer["status"] == "OPTIMAL"
    assert (answer["makespan"], answer["lower_bound"], answer["unit"]) == (2880, 2880, "minutes")
    assert sorted(dates.values()) == ["06-01T09:00", "06-03T09:00", "06-05T09:00"]
    assert (answer["finish"], answer["unlimited"]) == ("2026-06-08T18:00:00", "2026-06-04T18:00:00")


def test_half_a_person_each_run_together():
    _, dates = starts(plan(["一", "二"], assignments=[("0", "r", 0.5), ("1", "r", 0.5)]))
    assert dates == {"0": "06-01T09:00", "1": "06-01T09:00"}


def test_what_has_started_stays_and_the_rest_goes_around_it():
    begun = Activity("0", "済", duration=960.0, actual_start=datetime(2026, 6, 1, 9))
    answer, dates = starts(plan([begun, "次"], assignments=[("0", "r", 1.0), ("1", "r", 1.0)]))
    assert dates == {"0": "06-01T09:00", "1": "06-03T09:00"}
    assert answer["why"]["0"]["kind"] == "fixed"
    assert answer["why"]["1"] == {"kind": "resource", "by": "0", "resource": "花子"}


def test_a_must_start_on_date_is_kept():
    held = Activity("0", "式", duration=480.0, constraint=Constraint.MSO, constraint_date=datetime(2026, 6, 2, 9))
    _, dates = starts(plan([held, "長い"], assignments=[("0", "r", 1.0), ("1", "r", 1.0)]))
    assert dates == {"0": "06-02T09:00", "1": "06-03T09:00"}


def test_each_person_keeps_their_own_holidays():
    away = Calendar(
        "2", "花子", (None,) * 7, base_id="1", exceptions=[CalendarException(date(2026, 6, 2), date(2026, 6, 3))]
    )
    people = [Resource("r", "花子", calendar_id="2"), Resource("s", "太郎", calendar_id="1")]
    work = [("0", "r", 1.0), ("1", "r", 1.0), ("2", "s", 1.0)]
    answer, dates = starts(plan(["一", "二", "三"], assignments=work, resources=people, calendars=[away]))
    assert sorted((dates["0"], dates["1"])) == ["06-01T09:00", "06-05T09:00"]
    assert dates["2"] == "06-01T09:00"
    assert answer["finish"] == "2026-06-08T18:00:00"


def test_no_demand_gives_the_dates_without_limits():
    done = levelled_plan(plan(["一", "二"]), time_limit=1.0, seed=0)
    assert done.answer()["finish"] == done.answer()["unlimited"] == "2026-06-02T18:00:00"
    assert [d.code for d in done.diagnostics] == ["level-no-demands"]


def test_more_than_there_ever_is_names_activity_and_person():
    done = levelled_plan(plan(["一"], assignments=[("0", "r", 1.5)]), time_limit=1.0, seed=0)
    assert done.answer()["status"] == "INFEASIBLE"
    assert [(d.code, d.subject, d.params["resource"]) for d in done.diagnostics] == [
        ("level-demand-above-capacity", "0", "花子")
    ]


@pytest.mark.parametrize("seed", [0, 1])
def test_summaries_roll_up_and_their_relations_reach_below(seed):
    rows = [
        Activity("s", "工程", kind="summary"),
        Activity("0", "一", duration=480.0, parent_id="s", outline_level=2),
        Activity("1", "二", duration=480.0, parent_id="s", outline_level=2),
        Activity("2", "後", duration=480.0),
    ]
    document = plan(rows, [Relation("s", "2")], [("0", "r", 1.0), ("1", "r", 1.0)])
    answer = levelled_plan(document, time_limit=2.0, seed=seed).answer()
    assert answer["starts"]["2"] == "2026-06-03T09:00:00"
    assert sorted(answer["starts"]) == ["0", "1", "2"]


def test_a_plan_in_which_nothing_is_left_to_do():
    done = Activity("a", "済み", duration=960.0, actual_start=datetime(2026, 6, 1, 9), remaining_duration=0.0)
    answer, _ = starts(plan([done]))
    assert (answer["status"], answer["finish"]) == ("OPTIMAL", "2026-06-02T18:00:00")
