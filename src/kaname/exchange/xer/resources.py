"""Resources, their rates and assignments of XER."""

from collections import defaultdict
from datetime import datetime

from kaname.engine.diagnostics import Diagnostic, warning
from kaname.exchange.document import Assignment, Resource
from kaname.exchange.repeated_ids import RepeatedIds
from kaname.exchange.xer.tables import Tables
from kaname.exchange.xer.values import Row

KINDS = {"RT_Labor": "work", "RT_Equip": "work", "RT_Mat": "material"}


def read_resources(tables: Tables, problems: list[Diagnostic]) -> list[Resource]:
    """Return the resources with their limits over time; the first price is the standard rate."""
    rates: dict[str, list[Row]] = defaultdict(list)
    for values in tables.of("RSRCRATE"):
        rates[values.get("rsrc_id", "")].append(Row(values, f"RSRCRATE {values.get('rsrc_rate_id', '')}", problems))
    found: dict[str, Resource] = {}
    for values in tables.of("RSRC"):
        row = Row(values, f"RSRC {values.get('rsrc_id', '')}", problems)
        if row.text("rsrc_id") in found:
            problems.append(warning("xer-repeated-id", row.subject))
            continue
        found[row.text("rsrc_id")] = _read_resource(row, rates[row.text("rsrc_id")])
    return list(found.values())


def _read_resource(row: Row, rates: list[Row]) -> Resource:
    resource = Resource(
        id=row.text("rsrc_id"),
        name=row.text("rsrc_name") or row.text("rsrc_short_name"),
        kind=row.choice("rsrc_type", KINDS, "work"),
        calendar_id=row.reference("clndr_id"),
        email=row.text("email_addr"),
    )
    dated = sorted(rates, key=lambda rate: rate.instant("start_date") or datetime(1, 1, 1))
    if dated:
        resource.standard_rate = dated[0].number("cost_per_qty")
        limits = [limit for limit in (rate.number("max_qty_per_hr") for rate in dated) if limit is not None]
        resource.max_units = limits[0] if limits else 1.0
        resource.availability = [_limit(rate, later) for rate, later in zip(dated, [*dated[1:], None], strict=True)]
    return resource


def _limit(rate: Row, later: Row | None) -> tuple[datetime | None, datetime | None, float]:
    units = rate.number("max_qty_per_hr")
    return rate.instant("start_date"), later.instant("start_date") if later else None, 1.0 if units is None else units


def read_assignments(
    tables: Tables, activities: set[str], resources: dict[str, Resource], problems: list[Diagnostic]
) -> list[Assignment]:
    """Return the assignments; quantities of labour and equipment as minutes, of material only their costs."""
    found: dict[str, Assignment] = {}
    repeated = RepeatedIds()
    for values in tables.of("TASKRSRC"):
        row = Row(values, f"TASKRSRC {values.get('taskrsrc_id', '')}", problems)
        assignment = _read_assignment(row, resources)
        if assignment.activity_id not in activities:
            problems.append(
                warning("xer-dangling-reference", row.subject, field="task_id", value=assignment.activity_id)
            )
            continue
        if assignment.resource_id is not None and assignment.resource_id not in resources:
            problems.append(
                warning("xer-dangling-reference", row.subject, field="rsrc_id", value=assignment.resource_id)
            )
            assignment.resource_id = None
        if assignment == found.get(assignment.id):
            problems.append(warning("xer-repeated-id", row.subject))
            continue
        if assignment.id in found:
            assignment.id = repeated.another(assignment.id, found)
            problems.append(warning("xer-duplicate-id", row.subject, id=assignment.id))
        found[assignment.id] = assignment
    return list(found.values())


def _read_assignment(row: Row, resources: dict[str, Resource]) -> Assignment:
    resource = resources.get(row.text("rsrc_id"))
    timed = resource is None or resource.kind == "work"
    units = row.number("target_qty_per_hr") if timed else row.number("target_qty")
    return Assignment(
        id=row.text("taskrsrc_id"),
        activity_id=row.text("task_id"),
        resource_id=row.reference("rsrc_id"),
        units=1.0 if units is None else units,
        work=row.minutes("target_qty") if timed else None,
        actual_work=_sum(row.minutes("act_reg_qty"), row.minutes("act_ot_qty")) if timed else None,
        remaining_work=row.minutes("remain_qty") if timed else None,
        cost=row.number("target_cost"),
        actual_cost=_sum(row.number("act_reg_cost"), row.number("act_ot_cost")),
        start=row.instant("act_start_date") or row.instant("target_start_date"),
        finish=row.instant("act_end_date") or row.instant("target_end_date"),
        delay=row.minutes("target_lag_drtn_hr_cnt") or 0.0,
    )


def _sum(first: float | None, second: float | None) -> float | None:
    return None if first is None and second is None else (first or 0.0) + (second or 0.0)
