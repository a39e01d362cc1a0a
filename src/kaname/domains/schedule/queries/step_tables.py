"""Standard steps for documents, design, code and test: each step is an event that others can see (spec 5.3)."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).parents[1] / "data" / "step_tables.csv"


@dataclass(frozen=True, slots=True)
class StepTable:
    """A table of weighted steps. ``steps``: as Measurement keeps them, weights adding up to 100."""

    key: str
    name: str
    name_en: str
    steps: tuple[dict[str, Any], ...]


@cache
def step_tables() -> dict[str, StepTable]:
    """Return the standard tables by key; the file gives the percent that each step reaches."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {
        key: _table([row for row in rows if row["table"] == key]) for key in dict.fromkeys(r["table"] for r in rows)
    }


def _table(rows: list[dict[str, str]]) -> StepTable:
    steps, before = [], 0.0
    for row in rows:
        percent = float(row["percent"])
        steps.append({"name": row["ja"], "name_en": row["en"], "weight": percent - before})
        before = percent
    return StepTable(rows[0]["table"], rows[0]["table_ja"], rows[0]["table_en"], tuple(steps))
