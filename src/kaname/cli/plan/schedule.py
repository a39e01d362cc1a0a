"""`kaname plan schedule FILE`: every date computed anew, under the rules of the plan's own tool or another's."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kaname.cli.argument_types import moment
from kaname.cli.console import as_json, print_json, say, say_problems
from kaname.words import N_, translate

if TYPE_CHECKING:
    from kaname.engine.cpm import Schedule
    from kaname.exchange.compile import CompiledPlan

HELP = N_("compute a plan's dates, floats and critical path")
POLICIES = ("msproject", "primavera", "pmbok")
_SHOWN = 60


def configure(parser: argparse.ArgumentParser, t: Callable[[str], str]) -> None:
    """Add the arguments."""
    parser.add_argument("file", type=Path, metavar="FILE", help=t("a plan file of any format"))
    parser.add_argument("--json", action="store_true", help=t("print one JSON document"))
    parser.add_argument("--policy", choices=POLICIES, help=t("whose rules to follow (those of the file's format)"))
    parser.add_argument(
        "--data-date", type=moment(t), metavar="D", help=t("nothing remains to be done before this date (the file's)")
    )
    parser.add_argument(
        "--keep-actuals",
        action=argparse.BooleanOptionalAction,
        default=True,
        help=t("keep what has happened; without, schedule as if nothing had begun"),
    )


def run(arguments: argparse.Namespace) -> int:
    """Schedule and print."""
    from kaname.exchange.compile import policy_for, schedule_plan
    from kaname.exchange.formats import read_plan

    document = read_plan(arguments.file)
    compiled, dates = schedule_plan(
        document,
        policy_for(document, arguments.policy, arguments.data_date is not None),
        data_date=arguments.data_date,
        keep_actuals=arguments.keep_actuals,
    )
    if arguments.json:
        print_json(answer(compiled, dates))
    else:
        say_problems([*document.diagnostics, *compiled.diagnostics], arguments.lang, sys.stderr, document.source)
        _print(compiled, dates, lambda message: translate(message, arguments.lang))
    return 0


def answer(compiled: "CompiledPlan", dates: "Schedule") -> dict[str, Any]:
    """Return the JSON answer."""
    from kaname.engine.cpm.driving import driving_of

    driving = driving_of(dates)
    return {
        "finish": _iso(dates.project_finish, dates),
        "activities": [_activity(compiled, dates, row, driving) for row in range(dates.network.size)],
        "diagnostics": [as_json(d) for d in (*compiled.document.diagnostics, *compiled.diagnostics)],
    }


def _activity(compiled: "CompiledPlan", dates: "Schedule", row: int, driving: dict[int, list[int]]) -> dict[str, Any]:
    from kaname.engine.network import Flag

    activity, ticks = compiled.activities[row], dates.network.resolution
    found: dict[str, Any] = {
        "id": activity.id,
        "wbs": activity.wbs,
        "name": activity.name,
        "early_start": _iso(dates.early_start[row], dates),
        "early_finish": _iso(dates.early_finish[row], dates),
        "late_start": _iso(dates.late_start[row], dates),
        "late_finish": _iso(dates.late_finish[row], dates),
        "start": _iso(dates.start[row], dates),
        "finish": _iso(dates.finish[row], dates),
        "total_float_minutes": minutes(dates.total_float[row], ticks),
        "free_float_minutes": minutes(dates.free_float[row], ticks),
        "critical": bool(dates.critical[row]),
        "driving": dates.network.names(driving.get(row, [])),
    }
    if dates.network.column("flags")[row] & int(Flag.SUMMARY):
        found["summary"] = True
    return found


def minutes(ticks: int, resolution: int) -> int | float:
    """Return ticks as minutes, a whole number where it is one."""
    whole, rest = divmod(int(ticks), resolution)
    return whole if rest == 0 else int(ticks) / resolution


def _iso(instant: int, dates: "Schedule") -> str:
    from kaname.engine.days import moment_of

    return moment_of(int(instant), dates.network.resolution).isoformat(timespec="seconds")


def _print(compiled: "CompiledPlan", dates: "Schedule", t: Callable[[str], str]) -> None:
    say(t("Finish: {finish}").format(finish=_day(dates.project_finish, dates)))
    say(t("Critical activities: {count} of {total}").format(count=int(dates.critical.sum()), total=dates.network.size))
    per_day = compiled.document.project.minutes_per_day * dates.network.resolution
    for row, activity in enumerate(compiled.activities[:_SHOWN]):
        mark = "*" if dates.critical[row] else " "
        name = "  " * activity.outline_level + activity.name
        span = f"{_day(dates.start[row], dates)} - {_day(dates.finish[row], dates)}"
        say(f"{mark} {activity.id:>8}  {span}  {dates.total_float[row] / per_day:8.2f}  {name}")
    if dates.network.size > _SHOWN:
        say(t("... and {count} more").format(count=dates.network.size - _SHOWN))


def _day(instant: int, dates: "Schedule") -> str:
    from kaname.engine.days import moment_of

    return f"{moment_of(int(instant), dates.network.resolution):%Y-%m-%d %H:%M}"
