"""Schedules whose answers are known: the spec's vector, textbooks, and what must hold for every network."""

import json
from datetime import date, datetime

import numpy as np
import pytest
from hypothesis import given, settings
from tests.engine.networks import calendar_networks, plain_networks

from kaname.engine import Network, schedule
from kaname.engine.calendars import compile_calendars
from kaname.engine.cpm.driving import critical_paths, driving_of, driving_relations, longest_path
from kaname.engine.cpm.policies import POLICIES
from kaname.engine.days import day_number, instant_of, moment_of
from kaname.engine.diagnostics import ProblemsFound
from kaname.engine.japanese_calendar import japanese_rules
from kaname.engine.network import NONE

DAY = 480


def spec_vector():
    """Spec 5.1: start Wed 2026-11-18; A3; B5 (FS A); C2 (FS A); E6 (SS A +2); D4 (FS B, FS C +1); F (FS D, FS E)."""
    rules, warnings = japanese_rules(date(2026, 1, 1), date(2026, 12, 31))
    assert warnings == []
    return Network.from_arrays(
        np.array([3, 5, 2, 6, 4, 0]) * DAY,
        [0, 0, 0, 1, 2, 4, 3],
        [1, 2, 3, 4, 4, 5, 5],
        [0, 0, 1, 0, 0, 0, 0],
        np.array([0, 0, 2, 0, 1, 0, 0]) * DAY,
        calendar=[1] * 6,
        tables=compile_calendars([rules], day_number(date(2026, 11, 2)), day_number(date(2026, 12, 31))),
        project_start=[instant_of(datetime(2026, 11, 18))],
        ids=("A", "B", "C", "E", "D", "F"),
    )


@pytest.mark.parametrize("policy", POLICIES)
def test_the_specs_vector(policy):
    found = schedule(spec_vector(), policy)
    days = [
        (moment_of(s).date(), moment_of(f).date()) for s, f in zip(found.early_start, found.early_finish, strict=True)
    ]
    november = [(18, 20), (24, 30), (24, 25), (20, 30)]
    december = [(1, 4), (4, 4)]
    assert days == [
        *((date(2026, 11, a), date(2026, 11, b)) for a, b in november),
        *((date(2026, 12, a), date(2026, 12, b)) for a, b in december),
    ]
    assert (found.total_float / DAY).tolist() == [0, 0, 2, 4, 0, 0]
    assert found.critical.tolist() == [True, True, False, False, True, True]
    assert moment_of(found.project_finish).date() == date(2026, 12, 4)


def test_what_drives_the_specs_vector():
    found = schedule(spec_vector())
    assert driving_of(found) == {1: [0], 2: [0], 3: [0], 4: [1], 5: [4]}
    assert np.flatnonzero(longest_path(found)).tolist() == [0, 1, 4, 5]
    assert critical_paths(found) == [[0, 1, 4, 5]]


def test_two_ends_have_two_critical_paths():
    network = Network.from_arrays([5, 3, 4, 9], [0, 0], [1, 2])
    assert critical_paths(schedule(network)) == [[0, 1], [0, 2], [3]]


def textbook(realdata, kind):
    cases = json.loads((realdata / "textbook" / "cases.json").read_text("utf-8"))
    return [case for case in cases if case["kind"] == kind]


@pytest.mark.realdata
def test_textbook_pert_networks(realdata):
    cases = textbook(realdata, "PERT")
    assert cases
    for case in cases:
        names = list(case["activities"])
        spans = [round((a["o"] + 4 * a["m"] + a["p"]) * 1000) for a in case["activities"].values()]
        links = [(names.index(p), names.index(n)) for n, a in case["activities"].items() for p in a["preds"]]
        found = schedule(Network.from_arrays(spans, [p for p, _ in links], [s for _, s in links]))
        on_path = [names[v] for v in np.flatnonzero(longest_path(found))]
        assert on_path == case["expected"]["critical_path"]
        assert round(found.project_finish / 6000) == case["expected"]["duration"]


@given(plain_networks())
@settings(deadline=None)
def test_floats_are_never_negative_without_constraints(network):
    found = schedule(network)
    assert (found.free_float >= 0).all()
    assert (found.total_float >= 0).all()
    assert (found.early_start >= 0).all()


@given(plain_networks())
@settings(deadline=None)
def test_free_float_is_at_most_total_float_without_leads(network):
    found = schedule(network.changed(lag=abs(network.lag), kind=network.kind & 0))
    assert (found.free_float <= found.total_float).all()


@given(plain_networks())
@settings(deadline=None)
def test_policies_agree_where_nothing_asks_for_their_opinion(network):
    answers = [schedule(network, policy) for policy in POLICIES]
    for name in ("early_start", "early_finish", "late_start", "late_finish", "total_float", "free_float"):
        assert len({tuple(getattr(a, name).tolist()) for a in answers}) == 1


@given(plain_networks())
@settings(deadline=None)
def test_delaying_anything_by_its_total_float_does_not_move_the_finish(network):
    found = schedule(network)
    for row in range(network.size):
        delayed = network.changed(constraint=np.zeros(network.size, np.int8), constraint_at=found.early_start.copy())
        delayed.constraint[row] = 2
        delayed.constraint_at[row] = found.late_start[row]
        assert schedule(delayed).project_finish == found.project_finish


@given(plain_networks())
@settings(deadline=None)
def test_the_mirror_image_has_the_mirrored_dates(network):
    """Forward and backward are one computation read in two directions, where nothing is cut off at the ends."""
    late = network.lag >= 0
    network = network.changed(
        pred=network.pred[late], succ=network.succ[late], kind=network.kind[late] & 0, lag=network.lag[late]
    )
    found = schedule(network)
    mirror = schedule(network.changed(pred=network.succ, succ=network.pred))
    end = found.project_finish
    assert (end - mirror.early_finish).tolist() == found.late_start.tolist()
    assert (end - mirror.late_finish).tolist() == found.early_start.tolist()


@given(calendar_networks())
@settings(deadline=None)
def test_every_activity_with_a_later_start_than_its_project_is_driven(network):
    found = schedule(network)
    driven = set(network.succ[driving_relations(found)].tolist())
    first = network.project_start[0]
    for row in range(network.size):
        work = found.state.rec[row, 1]
        if work > found.state.problem.floor[row]:
            assert row in driven
        assert found.early_start[row] >= first


def test_a_cycle_is_told_as_its_activities():
    network = Network.from_arrays([1] * 5, [0, 1, 2, 3], [1, 2, 1, 4], ids=tuple("ABCDE"))
    with pytest.raises(ProblemsFound) as caught:
        schedule(network)
    assert [(d.code, d.subject, d.params["activities"]) for d in caught.value.diagnostics] == [
        ("network-cycle", "B", ["B", "C"])
    ]


def test_relations_to_nothing_are_all_told():
    with pytest.raises(ProblemsFound) as caught:
        schedule(Network.from_arrays([1, 2], [0, 7], [-1, 1]))
    assert [(d.code, d.subject) for d in caught.value.diagnostics] == [
        ("network-relation-to-nothing", "1"),
        ("network-relation-to-nothing", "0"),
    ]


def test_an_empty_network_has_an_empty_schedule():
    found = schedule(Network.from_arrays([], [], []))
    assert (found.total_float.size, found.project_finish) == (0, 0)


def test_one_activity():
    found = schedule(Network.from_arrays([7], [], []))
    assert [int(x[0]) for x in (found.early_start, found.early_finish, found.late_start, found.total_float)] == [
        0,
        7,
        0,
        0,
    ]


@pytest.mark.realdata
def test_textbook_cpm_tables(realdata):
    cases = textbook(realdata, "CPM (activity-on-arrow)")
    assert cases
    for case in cases:
        names = list(case["activities"])
        links = [(names.index(p), names.index(n)) for n, a in case["activities"].items() for p in a["preds"]]
        spans = [a["duration"] for a in case["activities"].values()]
        found = schedule(Network.from_arrays(spans, [p for p, _ in links], [s for _, s in links]))
        columns = found.early_start, found.early_finish, found.late_start, found.late_finish, found.total_float
        table = {name: [int(column[row]) for column in columns] for row, name in enumerate(names)}
        assert table == case["expected"]["table_ES_EF_LS_LF_slack"]


@pytest.mark.parametrize("policy", ["msproject", "primavera", "pmbok"])
def test_what_remains_of_a_started_activity_never_precedes_its_start(policy):
    """Without a data date the rest follows what is done: 10 long, 4 left, begun at 100, so it ends at 110."""
    network = Network.from_arrays([10, 5], [0], [1], actual_start=[100, NONE], remaining=[4, 5])
    found = schedule(network, policy)
    assert (found.early_finish.tolist(), found.project_finish) == ([110, 115], 115)
