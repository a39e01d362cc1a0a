"""Pages of reports: drafts, frozen ones, own base files, sending."""
