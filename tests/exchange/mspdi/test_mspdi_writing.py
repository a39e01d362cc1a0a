"""What is written reads back equal, and lies in the order that Microsoft Project wants."""

from dataclasses import replace

from lxml import etree

from kaname.exchange.document import Activity, ActivityKind, PlanDocument, Relation
from kaname.exchange.losses import losses
from kaname.exchange.mspdi import held, read, write
from kaname.exchange.mspdi.values import local_name

ORDER = """
    UID ID Name Active Manual Type IsNull WBS OutlineLevel Priority Start Finish Duration ManualStart ManualFinish
    ManualDuration DurationFormat Work Stop Resume EffortDriven Estimated Milestone Summary Critical IsSubproject
    SubprojectName ExternalTask ExternalTaskProject EarlyStart EarlyFinish LateStart LateFinish FreeSlack TotalSlack
    StartSlack FinishSlack FixedCost PercentComplete PercentWorkComplete Cost ActualStart ActualFinish
    ActualDuration ActualCost ActualWork RemainingDuration RemainingCost RemainingWork ConstraintType CalendarUID
    ConstraintDate Deadline LevelingDelay LevelingDelayFormat IgnoreResourceCalendar Notes BCWS BCWP
    PhysicalPercentComplete EarnedValueMethod PredecessorLink ExtendedAttribute Baseline
"""


def test_the_whole_plan_comes_back(rich):
    again = read(write(rich), "rich.xml")
    for document in (rich, again):
        for activity in document.activities:
            activity.source = ""
    assert again == replace(rich, left_out=again.left_out)


def test_nothing_is_lost(rich):
    assert losses(rich, read(write(rich), "rich.xml")) == {}


def test_elements_stand_in_the_order_of_the_schema(rich):
    order = ORDER.split()
    for task in etree.fromstring(write(rich)).iter("{*}Task"):
        places = [order.index(local_name(child.tag)) for child in task]
        assert places == sorted(places)


def test_ids_that_are_no_numbers_get_one_and_children_follow_their_parents():
    plan = PlanDocument(
        "kaname",
        activities=[
            Activity("build", parent_id="all"),
            Activity("7"),
            Activity("all", kind=ActivityKind.SUMMARY),
            Activity("007"),
        ],
        relations=[Relation("build", "7")],
    )
    found = held(plan)
    assert [(a.id, a.parent_id, a.outline_level) for a in found.activities] == [
        ("7", None, 1),
        ("9", None, 1),
        ("8", "9", 2),
        ("10", None, 1),
    ]
    assert (found.relations[0].predecessor_id, found.relations[0].successor_id) == ("8", "7")


def test_text_of_forbidden_characters_is_cleaned():
    plan = PlanDocument("kaname", activities=[Activity("1", name="設計\x0b一\n二")])
    assert read(write(plan), "x.xml").activities[0].name == "設計一\n二"
