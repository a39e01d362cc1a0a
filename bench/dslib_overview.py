"""Other people's overview of tracking periods, read as what our own rows must equal."""

import csv
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from kaname.exchange.earned_value import earned_value
from kaname.exchange.earned_value.axis import WorkAxis, project_calendar
from kaname.exchange.formats import read_plan

COLUMNS = {
    "Planned Value (PV)": "PV",
    "Earned Value (EV)": "EV",
    "Actual Cost (AC)": "AC",
    "Earned Schedule (ES)": "ES",
    "Schedule Variance (SV)": "SV",
    "Schedule Performance Index (SPI)": "SPI",
    "Cost Variance (CV)": "CV",
    "Cost Performance Index (CPI)": "CPI",
    "Schedule Variance (SV(t))": "SV(t)",
    "Schedule Performance Index (SPI(t))": "SPI(t)",
    "p-factor": "p_factor",
    # The workbooks hold two columns of this name, PF=SPI and PF=SCI; of the two the overview kept the second.
    "EAC(t)-ED (PF=SPI)": "EAC(t)-ED (PF=SCI)",
}
"""Our names for the overview's, where they differ."""

Value = float | datetime | None


class Comparison(NamedTuple):
    """One value of theirs and ours."""

    project: str
    period: str
    column: str
    theirs: Value
    ours: Value
    equal: bool


def comparisons(folder: Path) -> Iterator[Comparison]:
    """Yield every value of the overview beside ours, computed from the .p2x files alone."""
    with (folder / "tracking_overview.csv").open(encoding="utf-8-sig", newline="") as file:
        table = list(csv.DictReader(file))
    for project in sorted({line["project"] for line in table}):
        document = read_plan(folder / "p2x" / f"{project}.p2x")
        rows, per_day = earned_value(document)["rows"], document.project.minutes_per_day
        moments = [p.status_date for p in document.tracking]
        axis = WorkAxis.from_start(project_calendar(document, moments), min(moments))
        lines = [line for line in table if line["project"] == project]
        for line, row in zip(lines, rows, strict=True):
            for column in list(line)[4:]:
                name = COLUMNS.get(column, column)
                theirs, ours = their_value(line[column], name, per_day), our_value(row[name])
                yield Comparison(project, line["Name"], column, theirs, ours, same(theirs, ours, axis))


def their_value(text: str, name: str, per_day: float) -> Value:
    """Return a cell as a number, a moment, or for SV(t) working days from a text like "-3d 5h"."""
    if name == "SV(t)":
        sign = -1.0 if text.startswith("-") else 1.0
        parts = {part[-1]: float(part[:-1]) for part in text.lstrip("-").split() if part != "0"}
        return sign * (parts.get("d", 0.0) + parts.get("h", 0.0) * 60 / per_day)
    return datetime.fromisoformat(text) if "-" in text[1:] and ":" in text else float(text)


def our_value(value: object) -> Value:
    return datetime.fromisoformat(value) if isinstance(value, str) else value


def same(theirs: Value, ours: Value, axis: WorkAxis) -> bool:
    """Tell whether two values are equal: dates as working instants, numbers to a millionth."""
    if ours is None or isinstance(ours, datetime) != isinstance(theirs, datetime):
        return False
    if isinstance(theirs, datetime):
        return axis.tick(theirs) == axis.tick(ours)
    return abs(theirs - ours) <= 1e-6 * max(1.0, abs(theirs))
