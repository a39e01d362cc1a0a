"""Why a project's health is what it is, in words."""

from typing import Any

from kaname.domains.reporting.queries.board import Row
from kaname.domains.schedule.phrases import sentence


def cause(row: Row) -> str:
    """Return what weighs most: the activity that moves the finish, else the first of the worst reasons."""
    if row.driver.get("sentence_key") == "driver-slip":
        return sentence(row.driver)
    told = worst_reasons(row)
    return sentence(told[0]) if told else ""


def worst_reasons(row: Row) -> list[dict[str, Any]]:
    """Return the reasons that make the health what it is."""
    return [r for r in row.reasons if r.get("health") == row.health]
