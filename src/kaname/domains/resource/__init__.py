"""Calendars, resources, rates, leave, capacity."""
