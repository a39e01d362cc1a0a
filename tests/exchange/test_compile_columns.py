"""Columns of lists: the same ticks as one by one."""

from dataclasses import dataclass
from datetime import datetime

from hypothesis import given
from hypothesis import strategies as st

from kaname.engine.days import instant_of
from kaname.engine.network import NONE
from kaname.exchange.compile_columns import attributes, instants_of, ticks_of

moments = st.datetimes(datetime(1950, 1, 1), datetime(2150, 1, 1))


@given(st.lists(moments | st.none(), max_size=9), st.sampled_from([1, 10]))
def test_instants_are_those_of_each_date(dates, resolution):
    column = instants_of(dates, resolution)
    if any(dates):
        assert column.tolist() == [NONE if d is None else instant_of(d, resolution) for d in dates]
    else:
        assert column is None


@given(st.lists(st.floats(-1e7, 1e7) | st.integers(-900, 900).map(lambda n: n / 20), max_size=9))
def test_ticks_round_halves_to_the_even_one(minutes):
    assert ticks_of(minutes, 10).tolist() == [round(m * 10) for m in minutes]


def test_attributes_come_by_name_in_the_order_of_the_objects():
    @dataclass
    class Pair:
        a: int
        b: str

    pairs = [Pair(i, str(i)) for i in range(1000)]
    assert attributes(pairs, "a", "b") == {"a": list(range(1000)), "b": [str(i) for i in range(1000)]}
    assert attributes([], "a", "b") == {"a": [], "b": []}
