"""Total floats that P6 stored equal ours under its policy (the table is in docs/benchmarks.md)."""

import pytest
from bench.equality_p6 import agreement

from kaname.exchange.formats import read_plan


@pytest.mark.realdata
def test_xer_files(realdata):
    found = {path.name: agreement(read_plan(path)) for path in sorted(realdata.glob("msproject*/**/*.xer"))}
    assert {name: a.differing for name, a in found.items() if a.differing} == {}
    assert sum(a.compared for a in found.values()) == 3


@pytest.mark.java
@pytest.mark.realdata
def test_p6_xml(realdata):
    found = agreement(read_plan(realdata / "msproject-templates" / "p6" / "PrimaveraProject.xml"))
    assert (found.compared, found.differing) == (26, ())
