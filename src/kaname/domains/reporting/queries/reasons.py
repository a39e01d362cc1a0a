"""Why a project's health is what it is, in words."""

from typing import Any

from kaname.domains.reporting.enums import Axis
from kaname.domains.reporting.queries.board import Row
from kaname.domains.schedule.phrases import sentence


def cause(row: Row) -> str:
    """Return what weighs most: the activity that moves the finish, else the worst reason, else the axis."""
    if row.driver.get("sentence_key") == "driver-slip" and row.delivery == row.health:
        return sentence(row.driver)
    told = worst_reasons(row)
    if told and row.delivery == row.health:
        return sentence(told[0])
    worst = next((axis for axis in Axis if row.axes.get(axis) == row.health), None)
    return str(worst.label) if worst else ""


def worst_reasons(row: Row) -> list[dict[str, Any]]:
    """Return the reasons that make the delivery what it is."""
    return [r for r in row.reasons if r.get("health") == row.delivery]
