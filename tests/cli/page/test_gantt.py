from datetime import date, timedelta

from small_plan import at, facts, give, three_in_a_row

from kaname.cli.page.gantt import choose, gantt
from kaname.cli.page.links import drawn
from kaname.cli.page.scale import Scale, scale_of
from kaname.cli.page.timeline import earned_until
from kaname.exchange.document import Activity, ActivityKind, Relation, RelationKind


def test_bars_stand_in_percent_of_whole_months():
    g = gantt(facts(three_in_a_row()), 100)
    assert (g.scale, g.scale.days) == (Scale(date(2026, 5, 1), date(2026, 7, 1)), 61)
    a = g.rows[0]
    assert (a.bar.x, a.bar.end) == (round(100 * (31 + 9 / 24) / 61, 3), round(100 * (35 + 18 / 24) / 61, 3))
    assert (a.bar.x, a.bar.width) == (a.baseline.x, a.baseline.width)


def test_days_off_are_runs_of_the_plans_calendar():
    scale = Scale(date(2026, 6, 1), date(2026, 6, 16))
    assert scale.closed(lambda day: day.weekday() < 5) == "M5 0h2v1h-2zM12 0h2v1h-2z"


def test_rows_carry_owner_progress_and_float():
    document = three_in_a_row(status=at(10, 18))
    give(document, "1", "水城", 1.0)
    give(document, "1", "真鍋", 1.0)
    document.activities[0].actual_start = at(1)
    document.activities[0].percent_complete = 20
    document.activities[0].remaining_duration = 4 * 480.0
    row = gantt(facts(document), 100).rows[0]
    assert (row.owner, row.done, row.critical, row.late_days) == ("水城、真鍋", 20, True, 6)


def test_a_large_plan_shows_phases_and_what_is_critical_first():
    document = three_in_a_row()
    document.activities.insert(0, Activity("9", "工程", kind=ActivityKind.SUMMARY, outline_level=1))
    for i in range(20):
        extra = Activity(f"x{i}", f"余裕 {i}", duration=480.0, parent_id="9", outline_level=2)
        document.activities.append(extra)
    f = facts(document)
    assert [a.id for a in choose(f, 100)] == [a.id for a in document.activities]
    assert [a.id for a in choose(f, 4)] == ["9", "1", "2", "3"]
    assert gantt(f, 4).left_out == 20


def test_links_go_down_to_the_successor_and_back_up():
    document = three_in_a_row()
    document.relations.append(Relation("1", "3", RelationKind.FF))
    g = gantt(facts(document), 100)
    shapes = {(k.source, k.target): (k.head, len(k.lines)) for k in drawn(g)}
    assert shapes == {(0, 1): ("dn", 2), (1, 2): ("dn", 2), (0, 2): ("dn", 2)}


def test_a_plan_without_dates_has_no_picture():
    document = three_in_a_row()
    document.activities, document.relations = [], []
    assert gantt(facts(document), 100) is None
    assert scale_of([None]) is None


def test_the_overview_shows_until_when_the_promised_work_is_done():
    document = three_in_a_row(status=at(10, 18))
    a, b, _ = document.activities
    assert earned_until(facts(document)) - at(1) < timedelta(minutes=1)
    a.actual_start, a.actual_finish, a.percent_complete = at(1), at(9, 18), 100
    assert abs(earned_until(facts(document)) - at(5, 18)) < timedelta(minutes=1)
    b.actual_start, b.percent_complete = at(10), 50
    assert abs(earned_until(facts(document)) - (at(8) + (at(12, 18) - at(8)) / 2)) < timedelta(minutes=1)
