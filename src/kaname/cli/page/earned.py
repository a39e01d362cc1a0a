"""Earned value at the last status date, as `kaname plan earned-value` computes it (spec 5.3)."""

from typing import Any

from kaname.cli.page.facts import EarnedValue
from kaname.cli.page.text import both, plain
from kaname.engine.diagnostics import ProblemsFound
from kaname.exchange.document import PlanDocument
from kaname.exchange.earned_value import earned_value as rows_of
from kaname.words import N_


def earned_value(document: PlanDocument) -> EarnedValue | None:
    """Return the last row; None without a baseline, a status date, a budget or any progress."""
    try:
        answer: dict[str, Any] = rows_of(document)
    except ProblemsFound:  # nothing to measure against is no fault of a plan
        return None
    if not answer["rows"] or not answer["BAC"]:
        return None
    row = answer["rows"][-1]
    if not row["EV"] and not row["AC"]:
        return None
    unit = plain(answer["currency"]) if answer["unit"] == "cost" else both(N_("hours"))
    return EarnedValue(
        row["PV"], row["EV"], row["AC"], answer["BAC"], unit, row["SPI(t)"], row["SPI"], row["CPI"], row["EAC"]
    )
