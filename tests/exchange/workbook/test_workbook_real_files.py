"""Real workbooks: plans must give the plan, everything else must be refused by name."""

import pytest
from books import codes, tree

from kaname.engine.diagnostics import ProblemsFound
from kaname.exchange import p2x
from kaname.exchange.workbook import read

pytestmark = pytest.mark.realdata
PLANS = ("WBS.xlsx", "工程定義・マスタスケジュール.xlsx")


def opened(path):
    return read(path.read_bytes(), path.name)


def test_a_wbs_with_a_two_row_header_and_three_level_columns(realdata):
    plan = opened(realdata / "workbooks-ja" / "neos21" / "WBS.xlsx")
    assert [level for level, _ in tree(plan)] == [1, 2, 3, 3, 2, 3]
    tasks = [a for a in plan.activities if a.kind == "task"]
    assert [a.id for a in tasks] == ["T001", "T002", "T003"]
    assert [a.duration / 480 for a in tasks] == [1, 2, 3]
    assert [a.percent_complete for a in tasks] == [100, 80, 50]
    assert [(r.predecessor_id, r.successor_id) for r in plan.relations] == [("T001", "T002"), ("T002", "T003")]
    assert [a.stored.start.day for a in tasks] == [1, 2, 4]
    assert plan.left_out == {"numbered rows without a name": 7}
    assert codes(plan) == []


def test_a_master_schedule(realdata):
    plan = opened(realdata / "workbooks-ja" / "neos21" / "工程定義・マスタスケジュール.xlsx")
    assert len(plan.activities) == 10
    first = plan.activities[0]
    assert (first.stored.start.isoformat(), first.stored.finish.isoformat()) == (
        "2000-01-01T09:00:00",
        "2000-02-01T18:00:00",
    )
    assert codes(plan) == ["workbook-no-duration"]


def test_workbooks_that_are_no_plans_are_refused(realdata):
    files = sorted((realdata / "workbooks-ja").rglob("*.xlsx"))
    read_as_plans = []
    for file in files:
        try:
            opened(file)
        except ProblemsFound as refused:
            assert [d.code for d in refused.diagnostics] == ["workbook-no-wbs"], file.name
        else:
            read_as_plans.append(file.name)
    assert sorted(read_as_plans) == sorted(PLANS)
    assert len(files) > 60


def names(realdata):
    return sorted(path.stem for path in (realdata / "dslib" / "p2x").glob("*.p2x"))


def test_the_same_projects_as_workbook_and_as_p2x_are_equal(realdata):
    for name in names(realdata):
        other = p2x.read((realdata / "dslib" / "p2x" / f"{name}.p2x").read_bytes(), name)
        plan = opened(realdata / "dslib" / "xlsx" / f"{name}.xlsx")
        assert activities(plan) == activities(other), name
        assert relations(plan) == relations(other), name
        assert people(plan) == people(other), name
        assert tracking(plan) == tracking(other), name
        assert plan.calendars[0].week == other.calendars[0].week, name
        assert days_off(plan) == days_off(other), name


def activities(plan):
    found = {}
    for a in plan.activities:
        if a.kind != "summary":
            base = a.baselines[0]
            spread = a.distribution and (a.distribution.kind, *(round(p, 2) for p in a.distribution.parameters))
            found[a.id] = (a.name, a.duration, base.start, base.finish, base.duration, round(a.cost, 2), spread)
    return found


def relations(plan):
    return sorted((r.predecessor_id, r.successor_id, r.kind.value, r.lag) for r in plan.relations)


def people(plan):
    resources = [(r.id, r.name, r.max_units, r.standard_rate, r.cost_per_use) for r in plan.resources]
    return resources, sorted((a.activity_id, a.resource_id, round(a.units, 2)) for a in plan.assignments)


def tracking(plan):
    return [(p.name, p.status_date, p.start, reports(p)) for p in plan.tracking]


def reports(period):
    begun = [r for r in period.rows if r.actual_start]
    return sorted((r.activity_id, r.actual_start, r.actual_duration, r.remaining_duration) for r in begun)


def days_off(plan):
    return sorted(e.first for e in plan.calendars[0].exceptions)
