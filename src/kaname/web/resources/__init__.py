"""Load, calendars, resources, leave."""
