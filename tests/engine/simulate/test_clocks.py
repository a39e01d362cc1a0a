"""Rows of lanes turned by calendars, against the one-by-one functions: any calendar, inside and outside its horizon."""

import numpy as np
import pytest

from kaname.engine import calendar_kernels as one
from kaname.engine.calendars import STANDARD_WEEK, DayRules, Shifts, compile_calendars
from kaname.engine.simulate.clocks import SPARE_ROWS, lay_board, to_instant, to_work
from kaname.engine.simulate.streams import LANES

NIGHTS: tuple[Shifts, ...] = (((0, 360), (1320, 1440)),) * 7
ODD: tuple[Shifts, ...] = (((1, 2),), (), ((0, 1440),), ((5, 9), (10, 700), (701, 1439)), (), (), ())
CLOSED = {19_900: (), 19_901: (), 19_902: ((600, 900),)}
RULES = [DayRules(STANDARD_WEEK), DayRules(NIGHTS), DayRules(ODD), DayRules(STANDARD_WEEK, CLOSED), DayRules(((),) * 7)]


@pytest.mark.parametrize("resolution", [1, 10])
@pytest.mark.parametrize("calendar", range(6))
def test_rows_equal_single_numbers(calendar: int, resolution: int) -> None:
    tape = compile_calendars(RULES, 19_800, 20_400, resolution).tape
    board = lay_board(tape)
    rng = np.random.default_rng(calendar)
    start, end = int(tape[0]), int(tape[0]) + 600 * 1440 * resolution
    for low, high in ((start, end), (start - 9000, start + 9000), (end - 40_000, end + 90_000)):
        row = np.zeros((SPARE_ROWS, LANES), np.int32)
        instants = rng.integers(low, high, LANES)
        instants[:4] = [low, low + 480 * resolution, low + 720 * resolution, low + 1440 * resolution]
        row[0] = instants
        to_work(row, tape, board, calendar)
        work = [one.work_at(tape, calendar, int(x)) for x in instants]
        assert row[0].tolist() == work
        for as_start, single in ((True, one.start_of), (False, one.finish_of)):
            for more in (0, 1):
                row[0] = np.array(work) + more
                to_instant(row, tape, board, calendar, as_start)
                assert row[0].tolist() == [single(tape, calendar, w + more) for w in work]
