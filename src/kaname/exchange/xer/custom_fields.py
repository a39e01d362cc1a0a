"""User-defined fields, activity codes, notes and expenses of XER."""

import html
import re
from collections import Counter
from collections.abc import Mapping

from kaname.engine.diagnostics import Diagnostic
from kaname.exchange.document import Activity, Resource
from kaname.exchange.xer.tables import Tables
from kaname.exchange.xer.values import Row

_MARKUP = re.compile(r"<[^<>]{0,500}>")


def read_custom_fields(
    tables: Tables, activities: dict[str, Activity], resources: dict[str, Resource], problems: list[Diagnostic]
) -> None:
    """Fill in the custom values of activities, summaries (by "WBS:" id) and resources, by visible name."""
    _read_user_fields(tables, activities, resources, problems)
    _read_codes(tables, activities)
    _read_notes(tables, activities, problems)
    _read_expenses(tables, activities, problems)


def _read_user_fields(
    tables: Tables, activities: dict[str, Activity], resources: dict[str, Resource], problems: list[Diagnostic]
) -> None:
    types: dict[str, Mapping[str, str]] = {values.get("udf_type_id", ""): values for values in tables.of("UDFTYPE")}
    for values in tables.of("UDFVALUE"):
        kind = types.get(values.get("udf_type_id", ""), {})
        row = Row(values, f"UDFVALUE {values.get('udf_type_id', '')}", problems)
        owner: Activity | Resource | None = None
        match kind.get("table_name"):
            case "TASK":
                owner = activities.get(row.text("fk_id"))
            case "PROJWBS":
                owner = activities.get("WBS:" + row.text("fk_id"))
            case "RSRC":
                owner = resources.get(row.text("fk_id"))
        value = row.instant("udf_date") or row.text("udf_text") or row.number("udf_number")
        if owner is not None and value is not None:
            owner.fields[kind.get("udf_type_label") or kind.get("udf_type_name", "UDF")] = value


def user_fields_left_out(tables: Tables) -> dict[str, int]:
    """Return how many user-defined values belong to what keeps none: projects, assignments, documents."""
    types = {values.get("udf_type_id", ""): values.get("table_name", "") for values in tables.of("UDFTYPE")}
    owners = Counter(types.get(values.get("udf_type_id", ""), "") for values in tables.of("UDFVALUE"))
    return {f"UDFVALUE {owner}".strip(): n for owner, n in owners.items() if owner not in ("TASK", "PROJWBS", "RSRC")}


def _read_codes(tables: Tables, activities: dict[str, Activity]) -> None:
    types = {values.get("actv_code_type_id"): values.get("actv_code_type", "") for values in tables.of("ACTVTYPE")}
    codes = {
        values.get("actv_code_id"): values.get("actv_code_name") or values.get("short_name", "")
        for values in tables.of("ACTVCODE")
    }
    for values in tables.of("TASKACTV"):
        activity = activities.get(values.get("task_id", ""))
        kind = types.get(values.get("actv_code_type_id"))
        code = codes.get(values.get("actv_code_id"))
        if activity is not None and kind and code:
            activity.fields[kind] = code


def _read_notes(tables: Tables, activities: dict[str, Activity], problems: list[Diagnostic]) -> None:
    for values in tables.of("TASKMEMO"):
        row = Row(values, "TASKMEMO", problems)
        activity = activities.get(row.text("task_id"))
        if activity is not None:
            text = html.unescape(_MARKUP.sub(" ", row.text("task_memo").replace('""', '"')))
            activity.notes = "\n".join(part for part in (activity.notes, " ".join(text.split())) if part)


def _read_expenses(tables: Tables, activities: dict[str, Activity], problems: list[Diagnostic]) -> None:
    """Add up costs: expenses and assignments, planned, actual and remaining."""
    sources = (
        ("PROJCOST", "target_cost", ("act_cost",), "remain_cost"),
        ("TASKRSRC", "target_cost", ("act_reg_cost", "act_ot_cost"), "remain_cost"),
    )
    for table, planned, actual, remaining in sources:
        for values in tables.of(table):
            row = Row(values, table, problems)
            activity = activities.get(row.text("task_id"))
            if activity is None:
                continue
            baseline = activity.baselines.get(0)
            if baseline is not None:
                baseline.cost = (baseline.cost or 0.0) + (row.number(planned) or 0.0)
            spent = sum(row.number(column) or 0.0 for column in actual)
            left = row.number(remaining) or 0.0
            activity.actual_cost = (activity.actual_cost or 0.0) + spent
            activity.remaining_cost = (activity.remaining_cost or 0.0) + left
            activity.cost = (activity.cost or 0.0) + spent + left
