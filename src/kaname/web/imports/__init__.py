"""Import and export of plans."""
