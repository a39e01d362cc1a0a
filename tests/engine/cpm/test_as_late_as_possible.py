"""Where activities are put that are to be as late as possible, or have begun."""

from kaname.engine import Network, schedule
from kaname.engine.network import NONE, Limit

ALAP, ASAP = int(Limit.ALAP), int(Limit.ASAP)


def placed(found):
    return found.start.tolist(), found.finish.tolist()


def test_an_activity_as_late_as_possible_uses_up_its_float():
    network = Network.from_arrays([4, 10, 3], [], [], constraint=[ALAP, ASAP, ASAP])
    for policy in ("pmbok", "primavera", "msproject"):
        found = schedule(network, policy)
        assert placed(found) == ([6, 0, 0], [10, 10, 3])
        assert (found.early_start.tolist(), found.early_finish.tolist()) == ([0, 0, 0], [4, 10, 3])


def test_microsoft_project_shows_no_float_where_it_is_used_up():
    network = Network.from_arrays([4, 10, 3], [], [], constraint=[ALAP, ASAP, ASAP])
    found = schedule(network, "msproject")
    assert [c.tolist() for c in (found.total_float, found.start_float, found.finish_float)] == [[0, 0, 7]] * 3
    assert found.critical.tolist() == [True, True, False]
    assert schedule(network, "pmbok").total_float.tolist() == [6, 0, 7]


def test_what_has_begun_is_where_it_began():
    begun = {"actual_start": [2, NONE, 1], "remaining": [1, 10, 2]}
    network = Network.from_arrays([4, 10, 3], [], [], constraint=[ALAP, ALAP, ASAP], **begun)
    found = schedule(network, "primavera")
    assert found.early_start.tolist() == [5, 0, 2]
    assert placed(found) == ([2, 0, 1], [6, 10, 4])
    assert placed(schedule(network.changed(constraint=None), "primavera")) == ([2, 0, 1], [6, 10, 4])


def test_microsoft_project_keeps_the_float_of_what_has_begun():
    begun = {"actual_start": [2, NONE, NONE], "remaining": [1, 4, 10]}
    found = schedule(Network.from_arrays([4, 4, 10], [], [], constraint=[ALAP, ALAP, ASAP], **begun), "msproject")
    assert found.total_float.tolist() == [4, 0, 0]
    assert placed(found) == ([2, 6, 0], [6, 10, 10])


def test_only_what_is_to_be_late_is_put_late():
    columns = {"actual_start": [1, NONE, NONE, NONE], "remaining": [4, 4, 10, 3]}
    network = Network.from_arrays([4, 4, 10, 3], [], [], constraint=[ASAP, ALAP, ASAP, ASAP], **columns)
    assert placed(schedule(network, "pmbok")) == ([1, 6, 0, 0], [5, 10, 10, 3])


def test_other_constraints_leave_early_dates():
    network = Network.from_arrays([4, 10], [], [], constraint=[int(Limit.SNET), ASAP], constraint_at=[2, NONE])
    assert placed(schedule(network, "pmbok")) == ([2, 0], [6, 10])
