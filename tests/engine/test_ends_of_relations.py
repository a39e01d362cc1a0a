"""A relation of arrays must join two of the activities."""

import numpy as np
import pytest

from kaname.engine.cpm import schedule
from kaname.engine.diagnostics import ProblemsFound
from kaname.engine.network import Network


@pytest.mark.parametrize(("pred", "succ"), [(0, 5), (-1, 1), (7, 9)])
def test_a_relation_to_nothing_is_refused(pred, succ):
    duration = np.array([60, 60], np.int64)
    ends = (np.array([0, pred], np.int32), np.array([1, succ], np.int32))
    network = Network.from_arrays(duration, *ends, np.zeros(2, np.int8), np.zeros(2, np.int64))
    with pytest.raises(ProblemsFound) as raised:
        schedule(network)
    assert {problem.code for problem in raised.value.diagnostics} == {"network-relation-to-nothing"}
