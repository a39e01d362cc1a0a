"""The ProTrack reader: one small plan of ours read in full, every diagnostic, and other people's files."""

import re
from datetime import datetime
from pathlib import Path

import pytest

from kaname.engine.diagnostics import ProblemsFound, Severity
from kaname.exchange.document import ActivityKind, Distribution, Relation, RelationKind
from kaname.exchange.p2x import read, recognises
from kaname.exchange.p2x.activities import COST_AT_START, COST_PER_HOUR
from kaname.exchange.p2x.distributions import distribution_of
from kaname.exchange.p2x.values import read_date
from kaname.words import LANGUAGES, sentence

HERE = Path(__file__).parent
CORPUS = sorted((HERE.parents[1] / "corpus").glob("p2x-*.p2x"))


@pytest.fixture(scope="module")
def plan():
    return read((HERE / "three_activities.p2x").read_bytes(), "three_activities.p2x")


def test_the_outline_gives_order_parents_and_numbers(plan):
    rows = [(a.id, a.name, a.wbs, a.outline_level, a.parent_id, a.kind) for a in plan.activities]
    assert rows == [
        ("50", "開発", "1", 1, None, ActivityKind.SUMMARY),
        ("1", "設計", "1.1", 2, "50", ActivityKind.TASK),
        ("2", "製造", "1.2", 2, "50", ActivityKind.TASK),
        ("3", "試験", "2", 1, None, ActivityKind.TASK),
    ]


def test_baseline_finish_is_counted_in_working_hours(plan):
    baselines = {a.id: (a.baselines[0].start, a.baselines[0].finish) for a in plan.activities if a.baselines}
    assert baselines == {
        "1": (datetime(2026, 1, 5, 8), datetime(2026, 1, 6, 17)),
        "2": (datetime(2026, 1, 7, 8), datetime(2026, 1, 9, 17)),
        "3": (datetime(2026, 1, 12, 8), datetime(2026, 1, 13, 17)),
    }


def test_costs_are_fixed_hourly_and_of_resources(plan):
    assert [a.cost for a in plan.activities if a.baselines] == [200 + 16 * (10 + 100), 24 * 10, 16 * 10]
    assert plan.resources[0].standard_rate == 100
    assert [(a.activity_id, a.resource_id, a.units) for a in plan.assignments] == [("1", "1", 1.0)]


CONSUMABLE = (
    "<Resource><FIELD0>2</FIELD0><FIELD1>concrete</FIELD1><FIELD769>0</FIELD769><FIELD770>30</FIELD770>"
    "<FIELD771>5</FIELD771><FIELD780>-1</FIELD780></Resource></Resources>"
)
USE = (
    "<ResourceAssignment><FIELD1024>2</FIELD1024><FIELD1025>2</FIELD1025><FIELD1026>4</FIELD1026>"
    "<FIELD1027>{}</FIELD1027></ResourceAssignment></ResourceAssignments>"
)


@pytest.mark.parametrize(("fixed", "at_start", "per_hour"), [("1", 30 + 4 * 5, 10), ("0", 30, 10 + 4 * 5)])
def test_a_consumable_costs_its_use_once_and_its_units_at_once_or_by_the_hour(fixed, at_start, per_hour):
    text = (HERE / "three_activities.p2x").read_text("utf-8").replace("</Resources>", CONSUMABLE)
    plan = read(text.replace("</ResourceAssignments>", USE.format(fixed)).encode(), "concrete.p2x")
    activity = next(a for a in plan.activities if a.id == "2")
    assert (activity.fields[COST_AT_START], activity.fields[COST_PER_HOUR]) == (at_start, per_hour)
    assert activity.cost == at_start + 24 * per_hour
    assert (plan.resources[1].kind, plan.resources[1].max_units) == ("material", float("inf"))
    row = next(r for r in plan.tracking[0].rows if r.activity_id == "2")
    assert (row.actual_cost, row.remaining_cost) == (at_start + 16 * per_hour + 50, 16 * per_hour)


def test_relations_lags_and_calendar(plan):
    assert plan.relations == [Relation("1", "2", RelationKind.FS, 0.0), Relation("2", "3", RelationKind.FS, 0.0)]
    assert plan.calendars[0].week == (((480, 720), (780, 1020)),) * 5 + ((), ())
    assert (plan.project.name, plan.project.start, plan.project.currency) == (
        "小さな計画",
        datetime(2026, 1, 5, 8),
        "¥",
    )


def test_a_tracking_period_holds_what_was_reported(plan):
    (period,) = plan.tracking
    assert (period.name, period.start, period.status_date) == (
        "第1週",
        datetime(2026, 1, 5, 8),
        datetime(2026, 1, 9, 17),
    )
    rows = [(r.activity_id, r.actual_start, r.percent_complete, r.actual_cost, r.remaining_cost) for r in period.rows]
    assert rows == [
        ("1", datetime(2026, 1, 5, 8), 100.0, 200 + 16 * 110, 0.0),
        ("2", datetime(2026, 1, 8, 8), 50.0, 16 * 10 + 50, 16 * 10),
        ("3", None, 0.0, 0.0, 16 * 10),
    ]


def test_standard_profiles_are_triangles_of_the_duration():
    assert distribution_of(1, 600, {}) == Distribution("triangular", (594, 600, 606))
    assert distribution_of(2, 600, {}) == Distribution("triangular", (480, 600, 720))
    assert distribution_of(3, 600, {}) == Distribution("triangular", (480, 660, 720))
    assert distribution_of(4, 600, {}) == Distribution("triangular", (480, 540, 720))
    assert distribution_of(2, 0, {}) is None
    assert distribution_of(9, 600, {}) is None


def test_drawn_profiles_are_hours_or_percent():
    points = ((2.0, 0.0), (3.0, 100.0), (4.0, 0.0))
    assert distribution_of(5, 600, {5: (False, points)}) == Distribution("triangular", (120, 180, 240))
    assert distribution_of(5, 600, {5: (True, points)}) == Distribution("triangular", (12, 18, 24))


def test_a_profile_of_many_points_becomes_percentiles_of_its_area():
    flat = distribution_of(5, 600, {5: (False, ((1.0, 0.0), (2.0, 0.0), (2.0, 5.0), (4.0, 5.0)))})
    assert flat is not None
    assert flat.parameters[:2] == (0.0, 120.0)
    assert flat.parameters[-2:] == (100.0, 240.0)
    pairs = list(zip(flat.parameters[::2], flat.parameters[1::2], strict=True))
    assert all(value == pytest.approx(120 + percent * 1.2) for percent, value in pairs)
    assert distribution_of(5, 600, {5: (False, ((1.0, 0.0), (2.0, 0.0)))}) is None


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("260120110830", datetime(2011, 1, 26, 8, 30)),
        ("26012011", datetime(2011, 1, 26)),
        ("0", None),
        ("", None),
        ("010101000000", None),
    ],
)
def test_dates(text, moment):
    assert read_date(text) == moment


def test_american_dates_are_noticed_when_nothing_else_makes_sense():
    text = (HERE / "three_activities.p2x").read_text("utf-8")
    american = re.sub(r">(\d\d)(\d\d)(2026\d{4})<", r">\2\1\3<", text).replace("01072026", "01302026")
    plan = read(american.encode(), "american.p2x")
    assert (plan.diagnostics, plan.project.start) == ([], datetime(2026, 1, 5, 8))
    assert plan.tracking[0].status_date == datetime(2026, 1, 9, 17)
    assert {a.id: a.baselines[0].start for a in plan.activities if a.baselines}["2"] == datetime(2026, 1, 30, 8)


@pytest.mark.parametrize("text", ["2601201108", "2601201108aa", "320120110800", "010122010000", "²60120110800"])
def test_broken_dates_are_refused(text):
    with pytest.raises(ValueError, match=r".*"):
        read_date(text)


@pytest.mark.parametrize("path", CORPUS, ids=lambda p: p.stem)
def test_each_problem_of_the_corpus_is_found_alone_and_said_in_both_languages(path):
    try:
        found = read(path.read_bytes(), path.name).diagnostics
    except ProblemsFound as problems:
        found = list(problems.diagnostics)
    assert [d.code for d in found] == [path.stem]
    assert all(sentence(found[0], language) for language in LANGUAGES)


def test_unreadable_numbers_are_told_each_and_everything_else_is_read():
    sound = (HERE / "three_activities.p2x").read_text("utf-8")
    whole = read(sound.encode(), "sound.p2x")
    found = read(sound.replace("<BaseLineDuration>", "<BaseLineDuration>x").encode(), "broken.p2x")
    told = [(d.code, d.severity, d.subject, d.params["field"]) for d in found.diagnostics]
    assert told == [("p2x-unreadable-number", Severity.WARNING, n, "BaseLineDuration") for n in "123"]
    assert [(a.name, a.duration) for a in found.activities] == [(a.name, a.duration and 0.0) for a in whole.activities]
    assert (found.relations, found.resources) == (whole.relations, whole.resources)


def test_only_protrack_is_recognised():
    assert recognises(b"<Project><NAME>x</NAME><ProjectInfo><LastSavedBy>", "x.txt")
    assert not recognises(b'<Project xmlns="http://schemas.microsoft.com/project"><Name>', "x.p2x")
    assert not recognises(b"<Project><Name>other</Name>", "x.p2x")


@pytest.mark.realdata
def test_real_files_hold_their_baseline_and_periods(realdata):
    files = sorted((realdata / "dslib" / "p2x").glob("*.p2x"))
    plans = [read(path.read_bytes(), path.name) for path in files]
    assert [d for plan in plans for d in plan.diagnostics] == []
    assert all(a.baselines[0].finish for plan in plans for a in plan.activities if a.kind is not ActivityKind.SUMMARY)
    assert sum(len(plan.tracking) for plan in plans) > 0
