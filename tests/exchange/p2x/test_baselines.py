"""Networks of real ProTrack plans recomputed: the baseline, or earlier where people or resources delayed the plan."""

import pytest

from kaname.engine import schedule
from kaname.engine.days import moment_of
from kaname.exchange.compile import RESOLUTION, compile_plan
from kaname.exchange.earned_value.axis import WorkAxis, project_calendar
from kaname.exchange.formats import read_plan


def delays(path):
    """Working minutes from each activity's early start to its baseline start, and of the finishes."""
    document = read_plan(path)
    compiled = compile_plan(document)
    found = schedule(compiled.network, policy=compiled.policy)
    starts = [a.baselines[0].start for a in document.activities if a.baselines]
    axis = WorkAxis.from_start(project_calendar(document, starts), min(starts))
    made = []
    for row, activity in enumerate(compiled.activities):
        if activity.baselines:
            base = activity.baselines[0]
            early = [moment_of(int(x[row]), RESOLUTION) for x in (found.early_start, found.early_finish)]
            made.append((axis.tick(base.start) - axis.tick(early[0]), axis.tick(base.finish) - axis.tick(early[1])))
    return made


@pytest.mark.realdata
def test_no_baseline_lies_before_the_network_and_most_plans_equal_it(realdata):
    found = {path.stem: delays(path) for path in sorted((realdata / "dslib" / "p2x").glob("*.p2x"))}
    assert {name for name, pairs in found.items() if any(min(pair) < 0 for pair in pairs)} == set()
    assert all(start == finish for pairs in found.values() for start, finish in pairs)
    equal = [name[:8] for name, pairs in found.items() if not any(start for start, _ in pairs)]
    assert equal == ["C2011-04", "C2012-03", "C2014-02", "C2014-05"]
