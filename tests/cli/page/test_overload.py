import pytest
from small_plan import at, facts, give, three_in_a_row

from kaname.cli.page.overload import Week, monday, people, person_key


@pytest.mark.parametrize("spelling", ["水城 遥", "水城　遥", "水城遥", "水城 遥さん", "水城遥 様"])
def test_spellings_of_one_person(spelling):
    assert person_key(spelling) == person_key("水城遥")


def test_half_width_and_case_are_folded():
    assert person_key("ﾔﾏﾀﾞ Ａｉ") == person_key("ヤマダ ai")


@pytest.mark.parametrize(
    ("minutes", "band"),
    [(0, "none"), (1900, "low"), (1920, "fit"), (2400, "fit"), (2401, "amber"), (2880, "amber"), (2881, "red")],
)
def test_bands_of_a_week_of_forty_hours(minutes, band):
    assert Week(at(1), {"a": minutes}, 2400).band == band


def test_the_same_person_in_two_plans_is_overloaded_only_together():
    one, two = three_in_a_row(), three_in_a_row()
    give(one, "2", "水城 遥", 0.6)
    give(two, "2", "水城　遥", 0.7)
    (person,) = people([facts(one, "one.xml"), facts(two, "two.xml")])
    (week,) = person.over
    assert (person.name, person.files, week.monday) == ("水城 遥", ["one.xml", "two.xml"], at(8, 0))
    assert (round(week.load, 9), week.wanted) == (1.3, {"one.xml": 0.6 * 2400, "two.xml": 0.7 * 2400})


def test_one_plan_alone_is_no_overload():
    document = three_in_a_row()
    give(document, "2", "水城 遥", 1.0)
    (person,) = people([facts(document)])
    assert (person.over, person.shared, person.peak.load) == ([], False, 1.0)


def test_half_time_people_have_half_the_hours():
    document = three_in_a_row()
    give(document, "1", "篠宮", 0.6)
    document.resources[0].max_units = 0.5
    (person,) = people([facts(document)])
    assert [round(w.load, 9) for w in person.over] == [1.2]


def test_finished_work_is_no_load_and_the_rest_lies_after_the_status_date():
    document = three_in_a_row(status=at(10, 18))
    give(document, "1", "A氏", 1.0)
    give(document, "2", "A氏", 1.0)
    a, b = document.activities[:2]
    a.actual_start, a.actual_finish, a.percent_complete = at(1), at(5, 18), 100
    b.actual_start, b.percent_complete, b.remaining_duration = at(8), 60, 2 * 480.0
    document.assignments[1].remaining_work = 2 * 480.0
    (person,) = people([facts(document)])
    assert {w.monday: w.total for w in person.weeks.values()} == {at(8, 0): 960.0}


def test_weeks_begin_on_monday():
    assert [monday(at(d, 13)) for d in (1, 7, 8)] == [at(1, 0), at(1, 0), at(8, 0)]


def test_a_family_name_alone_is_the_only_full_name_that_begins_with_it():
    one, two = three_in_a_row(), three_in_a_row()
    give(one, "2", "水城 遥", 0.6)
    give(two, "2", "（パートナー）水城", 0.7)
    (person,) = people([facts(one, "one.xml"), facts(two, "two.xml")])
    assert (person.spellings, round(person.over[0].load, 9)) == (["水城 遥", "（パートナー）水城"], 1.3)


def test_a_family_name_of_two_people_stays_alone():
    one, two = three_in_a_row(), three_in_a_row()
    give(one, "1", "水城 遥", 0.6)
    give(one, "2", "水城 薫", 0.6)
    give(two, "2", "水城", 0.7)
    assert len(people([facts(one, "one.xml"), facts(two, "two.xml")])) == 3
