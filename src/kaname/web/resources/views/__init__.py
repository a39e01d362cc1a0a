"""Pages of load, calendars and resources."""
