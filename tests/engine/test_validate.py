"""Every problem of a network at once."""

from graphlib import CycleError, TopologicalSorter

from hypothesis import given
from hypothesis import strategies as st

from kaname.engine import Network
from kaname.engine.cycles import cycles_of, sorted_nodes
from kaname.engine.network import NONE, Flag
from kaname.engine.validate import problems_of, validate


def codes(network):
    return [(d.code, d.subject) for d in validate(network)]


def test_a_sound_network_has_nothing_to_say():
    assert validate(Network.from_arrays([1, 2], [0], [1])) == []


def test_several_problems_are_all_told():
    network = Network.from_arrays(
        [1, -2, 3, 4], [0, 0, 2, 3, 3], [1, 1, 2, 2, 0], ids=tuple("ABCD"),
        actual_start=[9, NONE, NONE, NONE], actual_finish=[4, NONE, NONE, NONE],
    )  # fmt: skip
    assert codes(network) == [
        ("network-relation-to-itself", "C"),
        ("network-negative-duration", "B"),
        ("network-finish-before-start", "A"),
        ("network-relation-repeated", "B"),
    ]


def test_each_knot_is_one_cycle_shortest_way_round():
    network = Network.from_arrays([1] * 7, [0, 1, 2, 2, 4, 5], [1, 2, 0, 1, 5, 4])
    assert cycles_of(network) == [[0, 1, 2], [4, 5]]


def test_a_cycle_through_a_summary_names_its_activities():
    network = Network.from_arrays(
        [0, 1, 1, 1], [0, 3], [3, 1], parent=[-1, 0, 0, -1], flags=[int(Flag.SUMMARY), 0, 0, 0]
    )
    assert [(d.code, d.params["activities"]) for d in problems_of(network)] == [("network-cycle", ["1", "3"])]


def test_a_summary_and_what_is_under_it_cannot_be_related():
    network = Network.from_arrays([0, 1], [0], [1], parent=[-1, 0], flags=[int(Flag.SUMMARY), 0])
    assert codes(network) == [("network-relation-to-own-summary", "1")]
    assert [d.code for d in problems_of(network)] == ["network-relation-to-own-summary"]


@given(st.integers(1, 8), st.data())
def test_a_topological_order_reaches_every_node_where_no_knot_is(size, data):
    row = st.integers(0, size - 1)
    pairs = data.draw(st.lists(st.tuples(row, row).filter(lambda pair: pair[0] != pair[1]), max_size=14))
    network = Network.from_arrays([1] * size, [p for p, _ in pairs], [s for _, s in pairs])
    into = {v: [p for p, s in pairs if s == v] for v in range(size)}
    try:
        sound = len(list(TopologicalSorter(into).static_order())) == size
    except CycleError:
        sound = False
    assert (cycles_of(network) == []) == sound
    assert (sorted_nodes(size, network.pred, network.succ) == size) == sound
