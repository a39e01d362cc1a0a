"""The table of specification 5.4 at its edges: each axis, the whole project, watermelons."""

import pytest

from kaname.domains.core.models import Organisation
from kaname.domains.reporting.enums import Axis
from kaname.domains.reporting.rules import axes, probability
from kaname.domains.reporting.rules.axes import Money, Overload, People
from kaname.domains.reporting.rules.limits import Limits, in_order
from kaname.domains.reporting.rules.overall import healths_of, is_better, is_watermelon, marks_of, overall
from kaname.domains.schedule.rules import Delivery

LIMITS = Limits()


@pytest.mark.parametrize(
    ("found", "health"),
    [
        (Delivery(True, 0.0, 0.95), "green"),
        (Delivery(True, 0.0, 0.949), "amber"),
        (Delivery(True, 0.0, 0.90), "amber"),
        (Delivery(True, 0.0, 0.899), "red"),
        (Delivery(True, 1.0, 1.0), "amber"),
        (Delivery(True, 5.0, 1.0), "amber"),
        (Delivery(True, 5.1, 1.0), "red"),
        (Delivery(True, 0.0, 1.0, ("7", "稼働", 6.0)), "red"),
        (Delivery(True, 0.0, 1.0, negative=("3",)), "red"),
        (Delivery(True), "unknown"),
        (Delivery(False), "unknown"),
    ],
)
def test_delivery(found, health):
    assert axes.delivery(found, LIMITS).health == health


@pytest.mark.parametrize(
    ("found", "health"),
    [
        (Money(0.95, -3.0, 1.10), "green"),
        (Money(0.949, 0.0, 1.0), "amber"),
        (Money(0.899, 0.0, 1.0), "red"),
        (Money(1.0, -3.1, 1.0), "amber"),
        (Money(1.0, -10.0, 1.0), "amber"),
        (Money(1.0, -10.1, 1.0), "red"),
        (Money(1.0, 0.0, 1.11), "red"),
        (Money(1.0, 0.0, None, unattainable=True), "red"),
        (Money(None, None, None), "unknown"),
        (None, "unknown"),
    ],
)
def test_cost(found, health):
    assert axes.cost(found, LIMITS).health == health


@pytest.mark.parametrize(
    ("found", "health"),
    [
        (People(3), "green"),
        (People(3, [Overload("相沢", {"2026-11-23": 110.0}, ("1",))]), "amber"),
        (People(3, [Overload("相沢", {"2026-11-23": 150.0}, ("1",))]), "amber"),  # red takes two weeks
        (People(3, [Overload("相沢", {"2026-11-23": 121.0, "2026-11-30": 121.0}, ("1",))]), "red"),
        (People(3, unfilled=[("4", "設計", 5)]), "amber"),
        (People(3, unfilled=[("4", "設計", 6)]), "green"),
        (People(3, unfilled=[("4", "設計", -1)]), "red"),
        (People(0), "unknown"),
        (None, "unknown"),
    ],
)
def test_resource(found, health):
    assert axes.resource(found, LIMITS).health == health


@pytest.mark.parametrize(
    ("age", "health"), [(0, "green"), (7, "green"), (8, "amber"), (10, "amber"), (11, "red"), (None, "unknown")]
)
def test_freshness(age, health):
    assert axes.freshness(age, LIMITS).health == health


@pytest.mark.parametrize(
    ("healths", "verdict"),
    [
        ({"delivery": "green"}, "green"),
        ({}, "unknown"),
        ({"cost": "green"}, "unknown"),  # green needs dates
        ({"delivery": "green", "cost": "amber"}, "amber"),
        ({"delivery": "unknown", "cost": "red"}, "red"),
        ({"delivery": "green", "resource": "red"}, "amber"),  # the other axes cap
        ({"delivery": "green", "resource": "red", "risk": "red"}, "red"),  # unless two are red
        ({"delivery": "red", "resource": "amber"}, "red"),
        ({"delivery": "unknown", "resource": "amber"}, "amber"),
        ({"delivery": "green", "freshness": "amber"}, "amber"),
        ({"delivery": "green", "freshness": "red"}, "stale"),
        ({"delivery": "red", "freshness": "red"}, "stale"),
    ],
)
def test_the_whole_project(healths, verdict):
    assert overall(healths) == verdict


def test_marks_are_one_letter_an_axis():
    healths = {"delivery": "red", "cost": "amber", "freshness": "green"}
    assert marks_of(healths) == "ra----g"
    assert healths_of("ra----g") == {str(a): healths.get(a, "unknown") for a in Axis}


def test_only_what_is_known_on_both_sides_is_apart():
    pairs = [("green", "red"), ("green", "amber"), ("amber", "red"), ("red", "amber"), ("green", "stale"),
             ("unknown", "red"), ("green", "unknown"), ("green", "green")]  # fmt: skip
    assert [is_better(*p) for p in pairs] == [True, True, True, False, False, False, False, False]
    assert [p for p in pairs if is_watermelon(*p)] == [("green", "red")]


def test_a_type_of_project_has_limits_of_its_own():
    company = Organisation(
        thresholds={"schedule": {"slip_red": 8}, "health": {"cpi_red": 0.8}, "by_type": {"reform": {"slip_red": 20}}}
    )
    assert (Limits.of(company).slip_red, Limits.of(company, "reform").slip_red) == (8, 20)
    assert (Limits.of(company, "reform").cpi_red, Limits.of(company).cpi_amber) == (0.8, 0.95)


def test_red_does_not_begin_before_amber():
    wrong = in_order({**{n: getattr(LIMITS, n) for n in LIMITS.__slots__}, "slip_red": 0.5, "cpi_red": 0.99})
    assert wrong == [("slip_amber", "slip_red"), ("cpi_amber", "cpi_red")]


def test_probability_is_a_band_and_promises_are_scored():
    assert [probability.band_of(p) for p in (0.80, 0.79, 0.50, 0.49, None)] == ["high", "mid", "mid", "low", ""]
    found = probability.score([-2, 0, 4, 6])
    assert (found.n, found.bias, found.error, found.kept) == (4, 2.0, 3.0, 0.5)
    assert probability.score([]) == probability.Score(0)
