"""Resources of MSPDI."""

from datetime import datetime

from lxml import etree

from kaname.engine.diagnostics import Diagnostic, warning
from kaname.exchange.document import Resource
from kaname.exchange.mspdi.custom_fields import FieldNames
from kaname.exchange.mspdi.values import Row, child, children, names_in

KINDS = {0: "material", 1: "work", 2: "cost"}
END_OF_TIME = datetime(2049, 12, 31)
"""Microsoft Project writes this day, or earlier than 1984-01-02, for "no end" and "no beginning"."""
BEGINNING_OF_TIME = datetime(1984, 1, 2)


def read_resources(
    root: etree._Element, names: FieldNames, problems: list[Diagnostic], left_out: dict[str, int]
) -> list[Resource]:
    """Return the resources; Project's nameless placeholder for unassigned work is not one."""
    found: list[Resource] = []
    seen: set[str] = set()
    for element in children(child(root, "Resources"), "Resource"):
        row = Row(element, "Resource", problems)
        if row.flag("IsNull") or (row.text("UID") == "0" and not row.text("Name")):
            continue
        if row.text("UID") in seen:
            problems.append(warning("mspdi-repeated-uid", row.subject, kind="Resource"))
            continue
        seen.add(row.text("UID"))
        found.append(_read_resource(row, names, left_out))
        row.leave_out(_KEPT, left_out)
    return found


def _read_resource(row: Row, names: FieldNames, left_out: dict[str, int]) -> Resource:
    units = row.number("MaxUnits")
    other_rates = len(children(_first(row, "Rates"), "Rate")) - 1
    if other_rates > 0:
        left_out["Resource.Rates"] = left_out.get("Resource.Rates", 0) + other_rates
    return Resource(
        id=row.text("UID"),
        name=row.verbatim("Name"),
        kind="cost" if row.flag("IsCostResource") else row.choice("Type", KINDS, "work"),
        max_units=1.0 if units is None else units,
        availability=_read_availability(row),
        calendar_id=row.reference("CalendarUID"),
        standard_rate=row.number("StandardRate"),
        overtime_rate=row.number("OvertimeRate"),
        cost_per_use=row.money("CostPerUse"),
        email=row.text("EmailAddress"),
        group=row.text("Group"),
        fields=names.read(row),
    )


def _first(row: Row, name: str) -> etree._Element | None:
    return next(iter(row.parts.get(name, ())), None)


def _read_availability(owner: Row) -> list[tuple[datetime | None, datetime | None, float]]:
    found = []
    for part in children(_first(owner, "AvailabilityPeriods"), "AvailabilityPeriod"):
        row = Row(part, owner.subject, owner.problems)
        row.subject = owner.subject
        first, last = row.instant("AvailableFrom"), row.instant("AvailableTo")
        units = row.number("AvailableUnits")
        found.append(
            (
                None if first is not None and first < BEGINNING_OF_TIME else first,
                None if last is not None and last >= END_OF_TIME else last,
                1.0 if units is None else units,
            )
        )
    return found


_KEPT = names_in(
    """
    UID ID GUID Name Type IsNull MaxUnits CalendarUID StandardRate OvertimeRate CostPerUse EmailAddress Group
    IsCostResource AvailableFrom AvailableTo PeakUnits OverAllocated Start Finish Work RegularWork ActualWork
    RemainingWork WorkVariance Cost CostVariance ActualCost RemainingCost PercentWorkComplete SV CV ACWP BCWS BCWP
    CreationDate
    """
)
"""Read, or following from what is read."""
