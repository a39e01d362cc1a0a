"""Records of nodes begin on a cache line each, whatever memory they lie in."""

import pytest

from kaname.engine.cpm.records import empty_records
from kaname.engine.cpm.reserve import LEAST


@pytest.mark.parametrize("count", [0, 1, 2, 3, 5, 100, LEAST])
def test_each_record_is_a_cache_line(count):
    held = [empty_records(count) for _ in range(20)]  # at different places
    for records in held:
        assert (records.shape, records.strides[0], records.itemsize) == ((count, 8), 64, 8)
        assert not count or records.ctypes.data % 64 == 0
