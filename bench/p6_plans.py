"""Random plans as Primavera P6 exports them (.xer), for tools that schedule by its rules.

A plan is a network as in `networks.py` on four calendars (five days with a lunch break, six days, around the clock,
evenings from Sunday on; holidays), hours everywhere. ``features`` adds what makes P6 plans difficult: ``lags``,
``constraints`` (every kind of P6), ``progress`` (finished, begun and out of sequence work at a data date under retained
logic), ``kinds`` (milestones, levels of effort, activities on their people's calendars).
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

import numpy as np

START = datetime(2026, 1, 5, 8)
FEATURES = ("lags", "constraints", "progress", "kinds")
WBS = "900000"  # MPXJ keeps one set of numbers for activities and WBS
KINDS = np.array(["PR_FS", "PR_SS", "PR_FF", "PR_SF"])
CONSTRAINTS = ("CS_MSOA", "CS_MSOB", "CS_MEOA", "CS_MEOB", "CS_MSO", "CS_MEO", "CS_MANDSTART", "CS_MANDFIN")
_LUNCH, _LONG, _DAY, _EVENING = ("08:00-12:00", "13:00-17:00"), ("07:00-15:00",), ("00:00-00:00",), ("18:00-22:00",)
WEEKS = {
    "1": [(), _LUNCH, _LUNCH, _LUNCH, _LUNCH, _LUNCH, ()],
    "2": [(), _LONG, _LONG, _LONG, _LONG, _LONG, _LONG],
    "3": [_DAY] * 7,
    "4": [_EVENING] * 5 + [(), ()],
}
HOLIDAYS = [datetime(2026, 1, 12) + timedelta(days=29 * k) for k in range(60)]


@dataclass
class P6Plan:
    """Activities by column and relations by column; times in hours, dates as datetimes or None."""

    hours: np.ndarray
    remaining: np.ndarray
    calendar: np.ndarray
    kind: list[str]
    pred: np.ndarray
    succ: np.ndarray
    link: np.ndarray
    lag: np.ndarray
    constraint: dict[int, tuple[str, datetime]] = field(default_factory=dict)
    begun: dict[int, datetime] = field(default_factory=dict)
    done: dict[int, datetime] = field(default_factory=dict)
    data_date: datetime = START
    options: dict[str, str] = field(default_factory=dict)

    @property
    def size(self) -> int:
        return len(self.kind)


def network(count: int, seed: int, features: tuple[str, ...]) -> P6Plan:
    """Return a plan that nobody has begun."""
    r = np.random.default_rng(seed)
    after = r.integers(1, count, 2 * count)
    before = np.maximum(after - 1 - r.integers(0, 50, after.size), 0)
    pairs = r.permutation(np.unique(before * count + after))
    pred, succ = pairs // count, pairs % count
    hours = r.integers(1, 21, count) * 4
    plan = P6Plan(
        hours, hours, r.integers(1, 5, count), ["TT_Task"] * count, pred, succ,
        r.choice(4, pred.size, p=[0.8, 0.1, 0.1, 0.0]), np.zeros(pred.size, np.int64),
    )  # fmt: skip
    if "lags" in features:
        plan.lag = np.where(r.random(pred.size) < 0.75, 0, r.integers(-4, 13, pred.size) * 4)
    plan.options["sched_calendar_on_relationship_lag"] = ["rcal_Predecessor", "rcal_Successor"][seed % 2]
    if "kinds" in features:
        _give_kinds(plan, r)
    return plan


def _give_kinds(plan: P6Plan, r: np.random.Generator) -> None:
    drawn = r.random(plan.size)
    for row in np.flatnonzero(drawn < 0.15):
        plan.kind[row] = "TT_Mile" if drawn[row] < 0.03 else "TT_FinMile" if drawn[row] < 0.06 else "TT_Rsrc"
    plan.hours = np.where(drawn < 0.06, 0, plan.hours)
    plan.remaining = plan.hours
    for k in range(plan.size // 50):  # levels of effort, each from the start of one to the finish of another
        first, last = sorted(r.integers(0, plan.size - k, 2))
        plan.kind.append("TT_LOE")
        for name, value in (("hours", 40), ("remaining", 40), ("calendar", 1)):
            setattr(plan, name, np.append(getattr(plan, name), value))
        ends = [first, plan.size - 1], [plan.size - 1, last]
        plan.pred, plan.succ = np.append(plan.pred, [e[0] for e in ends]), np.append(plan.succ, [e[1] for e in ends])
        plan.link, plan.lag = np.append(plan.link, [1, 2]), np.append(plan.lag, [0, 0])


def constrain(plan: P6Plan, starts: list[datetime], finishes: list[datetime], r: np.random.Generator) -> None:
    """Give one activity in twenty a date near the one that it had."""
    for row in r.choice(plan.size, plan.size // 20, replace=False):
        if plan.kind[row] not in ("TT_Task", "TT_Rsrc"):
            continue
        code = CONSTRAINTS[r.integers(0, len(CONSTRAINTS))]
        near = starts[row] if "MSO" in code or "START" in code else finishes[row]
        plan.constraint[int(row)] = code, near + timedelta(days=int(r.integers(-10, 30)))


def progress(plan: P6Plan, starts: list[datetime], finishes: list[datetime], r: np.random.Generator) -> None:
    """Let a third of the time have gone: work that should have ended is done, other work is under way, a little of it
    although its predecessors are not done.
    """
    plan.data_date = (START + (max(finishes) - START) / 3).replace(hour=8, minute=0, second=0)
    plan.remaining = plan.hours.copy()
    for row in range(plan.size):
        if plan.kind[row] == "TT_LOE":
            continue
        early = r.random() < 0.03 and starts[row] < plan.data_date + timedelta(days=20)
        if finishes[row] <= plan.data_date and r.random() < 0.97:
            plan.begun[row], plan.done[row], plan.remaining[row] = starts[row], finishes[row], 0
        elif (starts[row] < plan.data_date or early) and plan.hours[row]:
            plan.begun[row] = min(starts[row], plan.data_date - timedelta(days=int(r.integers(1, 9))))
            plan.remaining[row] = max(int(plan.hours[row] * r.random()) // 4 * 4, 4)


def xer(plan: P6Plan) -> bytes:
    """Return the file."""
    options = {"sched_retained_logic": "Y", "sched_progress_override": "N", "sched_float_type": "FT_FF", **plan.options}
    tables = [
        ("CURRTYPE", "curr_id decimal_digit_cnt curr_symbol decimal_symbol digit_group_symbol pos_curr_fmt_type"
         " neg_curr_fmt_type curr_type curr_short_name", [("1", "0", "Y", ".", ",", "#1.1", "(#1.1)", "Yen", "JPY")]),
        (
            "PROJECT",
            "proj_id proj_short_name plan_start_date clndr_id last_recalc_date export_flag critical_drtn_hr_cnt",
            [("1", "P", _date(START), "1", _date(plan.data_date), "Y", "0")],
        ),
        (
            "CALENDAR",
            "clndr_id default_flag clndr_name clndr_type day_hr_cnt clndr_data",
            [(c, "Y" if c == "1" else "N", f"C{c}", "CA_Base", "8", _calendar(WEEKS[c])) for c in WEEKS],
        ),
        ("SCHEDOPTIONS", " ".join(["schedoptions_id proj_id", *options]), [("1", "1", *options.values())]),
        ("PROJWBS", "wbs_id proj_id seq_num proj_node_flag wbs_short_name wbs_name", [(WBS, "1", "1", "Y", "P", "P")]),
        ("RSRC", "rsrc_id rsrc_name rsrc_type clndr_id", [(c, f"R{c}", "RT_Labor", c) for c in WEEKS]),
        ("TASK", _TASK, [_task(plan, row) for row in range(plan.size)]),
        ("TASKPRED", "task_pred_id task_id pred_task_id proj_id pred_proj_id pred_type lag_hr_cnt", [
            (str(e + 1), str(s + 1), str(p + 1), "1", "1", str(KINDS[k]), str(lag))
            for e, (p, s, k, lag) in enumerate(zip(plan.pred, plan.succ, plan.link, plan.lag, strict=True))
        ]),
        ("TASKRSRC", _WORK, [_work(plan, row) for row in range(plan.size) if plan.kind[row] == "TT_Rsrc"]),
    ]  # fmt: skip
    lines = ["ERMHDR\t20.12\t2026-04-15\tProject\tadmin\tadmin\tdb\tProject Management\tJPY"]
    for name, columns, rows in tables:
        lines += [f"%T\t{name}", "\t".join(["%F", *columns.split()]), *("\t".join(["%R", *row]) for row in rows)]
    return "\r\n".join([*lines, "%E", ""]).encode()


_WORK = "taskrsrc_id task_id rsrc_id proj_id target_qty remain_qty act_reg_qty target_qty_per_hr remain_qty_per_hr"


def _work(plan: P6Plan, row: int) -> tuple[str, ...]:
    done = str(plan.hours[row] - plan.remaining[row])
    number, person = str(row + 1), str(plan.calendar[row])
    return number, number, person, "1", str(plan.hours[row]), str(plan.remaining[row]), done, "1", "1"


_TASK = (
    "task_id proj_id wbs_id clndr_id task_type duration_type complete_pct_type status_code task_code task_name"
    " target_drtn_hr_cnt remain_drtn_hr_cnt act_start_date act_end_date cstr_type cstr_date phys_complete_pct"
    " target_work_qty remain_work_qty act_work_qty target_start_date target_end_date"
)


def _task(plan: P6Plan, row: int) -> tuple[str, ...]:
    status = "TK_Complete" if row in plan.done else "TK_Active" if row in plan.begun else "TK_NotStart"
    code, at = plan.constraint.get(row, ("", None))
    return (
        str(row + 1), "1", WBS, str(plan.calendar[row]), plan.kind[row], "DT_FixedDUR2", "CP_Drtn", status,
        f"A{row + 1}", f"activity {row + 1}", str(plan.hours[row]), str(plan.remaining[row]),
        _date(plan.begun.get(row)), _date(plan.done.get(row)), code, _date(at), "0",
        "0", "0", "0", _date(START), _date(START),
    )  # fmt: skip


def _date(moment: datetime | None) -> str:
    return "" if moment is None else moment.strftime("%Y-%m-%d %H:%M")


def _calendar(week: list[tuple[str, ...]]) -> str:
    days = "".join(f"(0||{d + 1}()({_shifts(shifts)}))" for d, shifts in enumerate(week))
    holidays = "".join(f"(0||{i}(d|{(d - datetime(1899, 12, 30)).days})())" for i, d in enumerate(HOLIDAYS))
    return f"(0||CalendarData()((0||DaysOfWeek()({days}))(0||VIEW(ShowTotal|N)())(0||Exceptions()({holidays}))))"


def _shifts(shifts: tuple[str, ...]) -> str:
    return "".join("(0||{}(s|{}|f|{})())".format(i, *shift.split("-")) for i, shift in enumerate(shifts))
