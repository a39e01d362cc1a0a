"""Plans are written in the format that the ending of a name asks for, and what is lost is told."""

from dataclasses import replace
from pathlib import Path

import pytest

from kaname.engine.diagnostics import ProblemsFound
from kaname.exchange.document import Activity, Constraint, PlanDocument
from kaname.exchange.formats import read_bytes, read_plan
from kaname.exchange.losses import losses
from kaname.exchange.writers import plan_bytes, write_plan

PLAN = PlanDocument("kaname", activities=[Activity("1", "設計", duration=480.0), Activity("2", "製造", duration=960.0)])


def code_of(call, *arguments) -> str:
    with pytest.raises(ProblemsFound) as raised:
        call(*arguments)
    return raised.value.diagnostics[0].code


def test_an_ending_that_nothing_is_written_in():
    assert code_of(plan_bytes, PLAN, "plan.doc") == "file-unknown-ending"


def test_a_folder_that_is_not_there(tmp_path):
    assert code_of(write_plan, PLAN, tmp_path / "none" / "plan.xml") == "file-unwritable"


@pytest.mark.parametrize("name", ["plan.xml", "PLAN.JSON"])
def test_what_is_written_is_read(name, tmp_path):
    write_plan(PLAN, tmp_path / name)
    again = read_plan(tmp_path / name)
    assert [(a.id, a.name, a.duration) for a in again.activities] == [("1", "設計", 480.0), ("2", "製造", 960.0)]


def test_losses_are_counted_by_field():
    limited = replace(
        PLAN,
        activities=[
            replace(PLAN.activities[0], constraint2=Constraint.FNLT, fields={"a": 1, "b": 2}),
            PLAN.activities[1],
            Activity("3"),
        ],
    )
    kept = replace(PLAN, activities=[replace(PLAN.activities[0], fields={"b": 2}), PLAN.activities[1]])
    assert losses(limited, kept) == {"activities": 1, "activities.constraint2": 1, "activities.fields": 1}


def test_a_plan_of_p6_loses_only_what_project_has_no_place_for():
    source = Path(__file__).parent / "xer" / "two_projects.xer"
    document = read_plan(source)
    from kaname.exchange.mspdi import held

    lost = losses(held(document), read_bytes(plan_bytes(document, "plan.xml"), "plan.xml"))
    assert set(lost) == {
        "activities.constraint",
        "activities.constraint2",
        "activities.constraint2_date",
        "activities.external_early_start",
        "activities.kind",
        "activities.project_id",
        "calendars.minutes_per_day",
        "project.must_finish_by",
        "project.options",
        "projects",
    }
