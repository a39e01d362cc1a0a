"""One project: cockpit, charter, members, deliverables, history."""
