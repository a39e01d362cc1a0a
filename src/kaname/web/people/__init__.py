"""People, units, roles."""
