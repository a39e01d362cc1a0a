from small_plan import at, facts, give, three_in_a_row

from kaname.cli.page.facts import Facts
from kaname.cli.page.gantt import owners_of
from kaname.cli.page.judgement import Mark
from kaname.cli.page.text import plain
from kaname.cli.page.view import by_urgency, page
from kaname.cli.page.watch_list import late, milestones
from kaname.exchange.document import Activity, ActivityKind, Baseline, Relation


def with_milestone(days):
    document = three_in_a_row(days, status=at(10, 18))
    end = Activity("4", "完了", kind=ActivityKind.MILESTONE, duration=0.0)
    end.baselines[0] = Baseline(0, at(19, 18), at(19, 18), 0.0)
    document.activities.append(end)
    document.relations.append(Relation("3", "4"))
    a, b = document.activities[:2]
    a.actual_start, a.actual_finish, a.percent_complete = at(1), at(5, 18), 100
    b.actual_start, b.percent_complete, b.remaining_duration = at(8), 40, (days[1] - 2) * 480.0
    return document


def test_milestones_ahead_with_their_distance_from_the_baseline():
    lines = milestones(facts(with_milestone((5, 12, 5))))
    assert [(w.name, w.promised.ja, w.expected.ja, w.slip, w.mark) for w in lines] == [
        ("完了", "26/06/19", "26/07/01", "+8", Mark.RED)
    ]


def test_late_work_is_what_is_under_way_not_what_it_pushes():
    document = with_milestone((5, 12, 5))
    give(document, "2", "水城", 1.0)
    f = facts(document)
    assert [(w.name, w.owner, w.slip, w.percent) for w in late(f, owners_of(f))] == [("B", "水城", "+8", "40")]


def test_three_of_five_days_left_after_the_third_are_one_day_late():
    assert [(w.name, w.slip, w.mark) for w in late(facts(with_milestone((5, 5, 5))), {})] == [("B", "+1", Mark.AMBER)]


def test_work_that_has_not_begun_and_is_not_due_is_never_late():
    assert late(facts(three_in_a_row((5, 11, 5))), {}) == []


def test_what_needs_attention_stands_first():
    plans = [
        facts(three_in_a_row(), "green.xml"),
        Facts("broken.xml"),
        facts(three_in_a_row((5, 11, 5)), "late.xml"),
        facts(three_in_a_row((5, 6, 5)), "slightly.xml"),
        facts(three_in_a_row((5, 20, 5)), "latest.xml"),
    ]
    shown = page(plans, "0.1", plain(""))
    assert [p.facts.file for p in shown.parts] == [f.file for f in plans]
    order = ["latest.xml", "late.xml", "slightly.xml", "broken.xml", "green.xml"]
    assert [p.facts.file for p in by_urgency(shown.parts)] == order
