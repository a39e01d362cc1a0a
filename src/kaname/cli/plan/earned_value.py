"""`kaname plan earned-value FILE`: cost and schedule performance and forecasts, a row a status date."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kaname.cli.console import as_json, print_json, say, say_problems
from kaname.words import N_, translate

HELP = N_("earned value, earned schedule and forecasts of a plan, a row a status date")

_COLUMNS = {
    "status_date": N_("status date"),
    "PV": "PV",
    "EV": "EV",
    "AC": "AC",
    "SPI": "SPI",
    "CPI": "CPI",
    "SPI(t)": "SPI(t)",
    "EAC": "EAC",
    "EAC(t)": N_("forecast finish"),
}
_NOT_COMPUTED = "—"


def configure(parser: argparse.ArgumentParser, t: Callable[[str], str]) -> None:
    """Add the arguments."""
    parser.add_argument("file", type=Path, metavar="FILE", help=t("a plan file with a baseline and progress"))
    parser.add_argument("--json", action="store_true", help=t("print one JSON document"))


def run(arguments: argparse.Namespace) -> int:
    """Compute and print the rows."""
    from kaname.exchange.earned_value import earned_value
    from kaname.exchange.formats import read_plan

    document = read_plan(arguments.file)
    answer = earned_value(document)
    if arguments.json:
        print_json(answer | {"diagnostics": [as_json(d) for d in document.diagnostics]})
        return 0
    say_problems(document.diagnostics, arguments.lang, sys.stderr, document.source)
    for line in _lines(answer, lambda message: translate(message, arguments.lang)):
        say(line)
    return 0


def _lines(answer: dict[str, Any], t: Callable[[str], str]) -> list[str]:
    rows: list[dict[str, Any]] = answer["rows"]
    table = [[t(title) for title in _COLUMNS.values()]]
    table += [[_cell(name, row[name]) for name in _COLUMNS] for row in rows]
    widths = [max(_width(line[i]) for line in table) for i in range(len(_COLUMNS))]
    lines = ["  ".join(" " * (w - _width(c)) + c for c, w in zip(line, widths, strict=True)) for line in table]
    return [_summary(answer, rows[-1], t), *lines]


def _summary(answer: dict[str, Any], row: dict[str, Any], t: Callable[[str], str]) -> str:
    text = t(
        "{name}: {complete} percent earned and {spent} percent spent of {budget} {unit} by {date};"
        " planned finish {planned}."
    )
    units = {"cost": answer["currency"], "work_hours": t("hours of work"), "duration_hours": t("hours of duration")}
    return text.format(
        name=answer["project"]["name"],
        complete=_cell("", row["percent_complete"]),
        spent=_cell("", row["percent_spent"]),
        budget=_cell("PV", answer["BAC"]),
        unit=units[answer["unit"]],
        date=row["status_date"][:10],
        planned=answer["project"]["baseline_finish"][:10],
    )


def _cell(name: str, value: float | str | None) -> str:
    if value is None:
        return _NOT_COMPUTED
    if isinstance(value, str):
        return value[:10]
    return f"{value:,.0f}" if name in ("PV", "EV", "AC", "EAC") else f"{value:.2f}"


def _width(text: str) -> int:
    """Return the columns a text takes on a terminal, two for each full-width character."""
    return sum(2 if ord(c) > 0x2E7F else 1 for c in text)
