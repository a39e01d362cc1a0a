"""Search by name and code."""
