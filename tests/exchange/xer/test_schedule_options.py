"""The schedule options that P6 stores decide how its plan is computed."""

from datetime import datetime, timedelta

import pytest

from kaname.exchange.compile import RESOLUTION, schedule_plan
from kaname.exchange.xer import read

WEEK = "".join(f"(0||{day}()((0||0(s|08:00|f|16:00)())))" for day in range(2, 7))
CALENDAR = f"(0||CalendarData()((0||DaysOfWeek()((0||1()()){WEEK}(0||7()())))(0||Exceptions()())))"
NIGHTS = CALENDAR.replace("s|08:00|f|16:00", "s|00:00|f|00:00")
COLUMNS = (
    "task_id proj_id clndr_id task_type status_code task_code task_name remain_drtn_hr_cnt target_drtn_hr_cnt"
    " act_start_date expect_end_date"
)


def table(name: str, columns: str | list[str], *rows: str) -> str:
    names = columns.split() if isinstance(columns, str) else columns
    return "".join(f"{line}\n" for line in (f"%T\t{name}", "\t".join(["%F", *names]), *rows))


def plan(options: dict[str, str], *tasks: str, lag: str = "0") -> bytes:
    """Two activities, A before B, on a calendar of eight hours; B may have another. Data date Monday 2026-04-06."""
    project = "%R\t1\tP\t2026-04-01 08:00\t10\t2026-04-06 08:00"
    calendars = (f"%R\t10\tA\t8\t{CALENDAR}", f"%R\t11\tB\t24\t{NIGHTS}")
    chosen = "\t".join(["%R", "1", "1", *options.values()])
    rows = ["\t".join(["%R", *task.split("|")]) for task in tasks]
    relation = f"%R\t1\tB\tA\t1\t1\tPR_FS\t{lag}"
    return (
        "ERMHDR\t20.12\n"
        + table("PROJECT", "proj_id proj_short_name plan_start_date clndr_id last_recalc_date", project)
        + table("CALENDAR", "clndr_id clndr_name day_hr_cnt clndr_data", *calendars)
        + table("SCHEDOPTIONS", ["schedoptions_id", "proj_id", *options], chosen)
        + table("TASK", COLUMNS, *rows)
        + table("TASKPRED", "task_pred_id task_id pred_task_id proj_id pred_proj_id pred_type lag_hr_cnt", relation)
        + "%E\n"
    ).encode()


def finishes(data: bytes) -> dict[str, datetime]:
    compiled, dates = schedule_plan(read(data, "plan.xer"))
    epoch = datetime(1970, 1, 1)
    return {
        activity.id: epoch + timedelta(minutes=int(dates.early_finish[i]) / RESOLUTION)
        for i, activity in enumerate(compiled.activities)
    }


OVERTAKEN = (
    "A|1|10|TT_Task|TK_Active|A|first|40|80|2026-04-01 08:00|",
    "B|1|10|TT_Task|TK_Active|B|second|16|40|2026-04-02 08:00|",
)


@pytest.mark.parametrize(
    ("options", "finish"),
    [
        ({"sched_retained_logic": "Y", "sched_progress_override": "N"}, datetime(2026, 4, 14, 16)),
        ({"sched_retained_logic": "N", "sched_progress_override": "Y"}, datetime(2026, 4, 7, 16)),
        ({"sched_retained_logic": "N", "sched_progress_override": "N"}, datetime(2026, 4, 7, 16)),
        ({"sched_float_type": "FT_FF"}, datetime(2026, 4, 14, 16)),
    ],
)
def test_work_out_of_sequence(options, finish):
    assert finishes(plan(options, *OVERTAKEN))["B"] == finish


@pytest.mark.parametrize(
    ("lag_calendar", "finish"),
    [
        ("rcal_Predecessor", datetime(2026, 4, 9, 16)),
        ("rcal_Successor", datetime(2026, 4, 8, 8)),
        ("rcal_24Hour", datetime(2026, 4, 8, 8)),
        ("rcal_ProjDefault", datetime(2026, 4, 9, 16)),
        ("", datetime(2026, 4, 9, 16)),
    ],
)
def test_lags_are_counted_on_the_chosen_calendar(lag_calendar, finish):
    tasks = (
        "A|1|10|TT_Task|TK_NotStart|A|first|8|8||",
        "B|1|11|TT_Task|TK_NotStart|B|second|24|24||",
    )
    options = {"sched_calendar_on_relationship_lag": lag_calendar}
    found = finishes(plan(options, *tasks, lag="16"))
    assert (found["A"], found["B"]) == (datetime(2026, 4, 6, 16), finish)


@pytest.mark.parametrize(("used", "finish"), [("Y", datetime(2026, 4, 10, 16)), ("N", datetime(2026, 4, 7, 16))])
def test_expected_finish(used, finish):
    tasks = ("A|1|10|TT_Task|TK_Active|A|first|16|40|2026-04-01 08:00|2026-04-10 16:00", OVERTAKEN[1])
    assert finishes(plan({"sched_use_expect_end_flag": used}, *tasks))["A"] == finish
