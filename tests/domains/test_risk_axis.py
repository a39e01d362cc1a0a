"""The risk axis: green, amber and red as the specification says, of any day, unknown without a register."""

from datetime import date

import pytest

from factories.people import AS_OF, make_company
from factories.project import make_project
from factories.risk import ANSWERED, SCORED, make_risk
from kaname.domains.reporting.bridge.registers import of_registers
from kaname.domains.reporting.bridge.risks import risks_of
from kaname.domains.reporting.enums import Axis
from kaname.domains.reporting.rules.limits import Limits
from kaname.domains.reporting.rules.risk_axis import HighRisk, Risks, risk

DAY = date(2026, 11, 13)
PLANNED = HighRisk("A-危-0001", "事象", 16, planned=True)
UNPLANNED = HighRisk("A-危-0002", "事象", 12, planned=False)
DONE = HighRisk("A-危-0003", "事象", 20, planned=True, eased=True)
LATE = HighRisk("A-危-0004", "事象", 10, planned=True, response_late=DAY)
UNSEEN = HighRisk("A-危-0005", "事象", 25, planned=True, eased=True, review_late=DAY)


@pytest.mark.parametrize(
    ("found", "health", "keys"),
    [
        (None, "unknown", ["no-records"]),
        (Risks(), "unknown", ["no-records"]),
        (Risks(recorded=True), "green", ["risks-kept"]),
        (Risks(recorded=True, open=3, highest=9), "green", ["risks-kept"]),
        (Risks(recorded=True, open=1, highest=20, high=(DONE,)), "green", ["risks-kept"]),
        (Risks(recorded=True, open=1, highest=16, high=(PLANNED, DONE)), "amber", ["risk-planned"]),
        (
            Risks(recorded=True, open=2, highest=16, high=(PLANNED, UNPLANNED)),
            "red",
            ["risk-unplanned", "risk-planned"],
        ),
        (Risks(recorded=True, open=1, highest=10, high=(LATE,)), "red", ["risk-response-late"]),
        (Risks(recorded=True, open=1, highest=25, high=(UNSEEN,)), "red", ["risk-review-late"]),
    ],
)
def test_the_axis_is_judged_as_the_specification_says(found, health, keys):
    told = risk(found)
    assert (told.health, [r["sentence_key"] for r in told.reasons]) == (health, keys)
    assert {r["health"] for r in told.reasons[:1]} == {health}


def test_a_reason_names_its_row_and_many_are_counted():
    many = tuple(HighRisk(f"A-危-{n:04}", "事象", 10 + n, planned=n != 3) for n in range(8))
    told = risk(Risks(recorded=True, open=8, highest=17, high=many))
    assert (told.health, told.value, len(told.reasons)) == ("red", 17.0, 6)
    assert told.reasons[0]["rows"] == ["risk:A-危-0003"]
    more = told.reasons[-1]
    assert (more["sentence_key"], more["params"], len(more["rows"])) == ("risks-more", {"count": 3}, 3)


@pytest.mark.django_db
def test_each_day_is_judged_by_what_was_recorded_by_then():
    make_company()
    project, silent = make_project(code="A"), make_project(code="B")
    way = (
        (date(2026, 10, 2), SCORED),
        (date(2026, 10, 16), ANSWERED | {"owner": project.members.get().person}),
        (date(2026, 11, 6), {"response_done": date(2026, 11, 6), "probability": 2}),
        (AS_OF, {"state": "closed"}),
    )
    make_risk(project, *way)
    make_risk(project, (date(2026, 10, 2), SCORED | {"direction": "opportunity", "probability": 5}))

    def on(day):
        found = of_registers([project, silent], {project.project_type: Limits()}, day)
        return [found[p.pk][Axis.RISK].health for p in (project, silent)], found[project.pk][Axis.RISK].value

    assert on(date(2026, 10, 1)) == (["unknown", "unknown"], None)
    assert on(date(2026, 10, 9)) == (["red", "unknown"], 16.0)
    assert on(date(2026, 10, 30)) == (["amber", "unknown"], 16.0)
    assert on(date(2026, 11, 13)) == (["green", "unknown"], 8.0)
    assert on(AS_OF) == (["green", "unknown"], None)


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_all_projects_are_read_at_once(count, django_assert_num_queries):
    make_company()
    projects = [make_project() for _ in range(count)]
    for project in projects:
        make_risk(project)
    with django_assert_num_queries(1):
        assert len(risks_of([p.pk for p in projects], AS_OF)) == count
