"""The dates that a plan can hold: calendars are laid out from the first to the last of them."""

from datetime import datetime

FIRST_YEAR, LAST_YEAR = 1900, 2199


def in_range(moment: datetime) -> bool:
    """Tell whether a date can be one of a plan."""
    return FIRST_YEAR <= moment.year <= LAST_YEAR


def is_no_date(moment: datetime) -> bool:
    """Tell whether a date is what databases and programs write for "none": the first and the last they know."""
    return moment.year == 1 or (moment.year == 9999 and moment.month == 12 and moment.day == 31)
