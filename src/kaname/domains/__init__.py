"""The work of a project management office, one package per subject (empty storey: it comes with the application)."""
