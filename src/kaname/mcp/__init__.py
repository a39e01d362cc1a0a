"""Tools for AI assistants (empty storey: it comes with the application)."""
