"""Rows of resource to what the engine and the file formats know. Decides nothing."""

from kaname.domains.resource.bridge.calendars import (
    document_calendar,
    document_calendars,
    holidays_of_year,
    id_of,
    rules_by_calendar,
    shifts_of,
    week_of,
    without,
)
from kaname.domains.resource.bridge.capacity import WorkingTime, default_rules
from kaname.domains.resource.bridge.year import Day, Month, year_of
from kaname.engine.holidays_jp import is_official

__all__ = [
    "Day",
    "Month",
    "WorkingTime",
    "default_rules",
    "document_calendar",
    "document_calendars",
    "holidays_of_year",
    "id_of",
    "is_official",
    "rules_by_calendar",
    "shifts_of",
    "week_of",
    "without",
    "year_of",
]
