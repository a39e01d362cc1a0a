from datetime import datetime

import pytest
from small_plan import at, facts, three_in_a_row

from kaname.cli.page.answer import portfolio_answer, project_answer
from kaname.cli.page.drivers import chain
from kaname.cli.page.facts import EarnedValue, Forecast, Percentile
from kaname.cli.page.judgement import Mark, judge
from kaname.cli.page.text import plain


@pytest.mark.parametrize(
    ("days", "slip", "mark"),
    [((5, 5, 5), 0, Mark.GREEN), ((5, 6, 5), 1, Mark.AMBER), ((5, 10, 5), 5, Mark.AMBER), ((5, 11, 5), 6, Mark.RED)],
)
def test_a_slip_is_counted_in_working_days_and_marked_by_the_thresholds(days, slip, mark):
    j = judge(facts(three_in_a_row(days)))
    assert (j.slip, j.mark) == (slip, mark)


def test_without_baseline_or_deadline_nothing_is_green():
    document = three_in_a_row()
    for a in document.activities:
        a.baselines.clear()
    assert judge(facts(document)).mark is Mark.UNKNOWN


def test_a_missed_deadline_is_red_though_the_finish_keeps_the_baseline():
    document = three_in_a_row()
    document.activities[1].deadline = at(11, 18)
    j = judge(facts(document))
    assert (j.mark, [a.name for a in j.missed], j.slip) == (Mark.RED, ["B"], 0)


def test_a_deadline_that_80_percent_confidence_misses_is_amber():
    document = three_in_a_row()
    document.activities[2].deadline = at(19, 18)
    f = facts(document)
    f.forecast = Forecast(100, 1, {80: Percentile(80, at(23, 18))}, 0.4, late={"3": at(23, 18)})
    j = judge(f)
    assert (j.mark, [a.name for a in j.at_risk]) == (Mark.AMBER, ["C"])


@pytest.mark.parametrize(("earned", "mark"), [(95, Mark.GREEN), (94, Mark.AMBER), (90, Mark.AMBER), (89, Mark.RED)])
def test_indices_follow_their_thresholds(earned, mark):
    f = facts(three_in_a_row())
    f.earned = EarnedValue(100, 95, 95, 300, plain("h"), earned / 100, 0.95, 1.0)
    assert judge(f).mark is mark


def test_each_activity_of_the_chain_says_what_it_added_and_together_they_are_the_slip():
    steps = chain(facts(three_in_a_row((7, 4, 8))))
    assert [(s.activity.name, s.added) for s in steps] == [("A", 2), ("B", -1), ("C", 3)]


def test_the_chain_goes_through_what_is_done():
    document = three_in_a_row((7, 5, 5), status=at(10, 18))
    done = document.activities[0]
    done.actual_start, done.actual_finish, done.percent_complete = at(1), at(9, 18), 100
    steps = chain(facts(document))
    assert [(s.activity.name, s.added, s.open) for s in steps] == [("A", 2, False), ("B", 1, True), ("C", 0, True)]


def test_late_work_goes_on_after_the_status_date():
    document = three_in_a_row(status=at(10, 18))
    document.activities[0].actual_start = at(1)
    document.activities[0].percent_complete = 20
    document.activities[0].remaining_duration = 4 * 480.0
    f = facts(document)
    assert (f.finish_by_rules, f.finish) == (at(19, 18), datetime(2026, 6, 30, 18))


def test_the_answer_of_a_late_plan_in_both_languages():
    f = facts(three_in_a_row((5, 11, 5)))
    answer = project_answer(f, judge(f))
    assert answer.ja == (
        "完了は2026/06/29（月）の見込みで、ベースラインより6営業日遅れています。"
        "ファイルの完了予定より6営業日遅くなります。最大の原因は「B」（+6営業日）です。"
    )
    assert answer.en == (
        "Finishes on Mon 29 Jun 2026, 6 working days later than the baseline. "
        "That is 6 working days later than the file says. The largest cause is “B” (+6 working days)."
    )


def test_the_answer_of_all_counts_marks_and_names_the_worst():
    plans = [facts(three_in_a_row(days)) for days in ((5, 11, 5), (5, 6, 5), (5, 5, 5))]
    answer = portfolio_answer([(f, judge(f)) for f in plans], [], 0)
    assert answer.ja == (
        "3件の計画のうち2件が要注意です（●赤 1件、▲黄 1件）。"
        "最も遅れているのは「小さな計画」で、ベースラインより6営業日遅れ、最大の原因は「B」です。"
    )
    assert answer.en.startswith("Attention is needed on 2 of 3 plans (● 1 red, ▲ 1 amber).")


def test_one_working_day_is_singular():
    f = facts(three_in_a_row((5, 6, 5)))
    assert "1 working day later" in project_answer(f, judge(f)).en


def test_a_baseline_years_before_counts_every_working_day():
    document = three_in_a_row()
    for a in document.activities:
        a.baselines[0].start, a.baselines[0].finish = datetime(2016, 6, 13, 9), datetime(2016, 6, 17, 18)
    weeks = (datetime(2026, 6, 19) - datetime(2016, 6, 17)).days // 7
    assert judge(facts(document)).slip == 5 * weeks
