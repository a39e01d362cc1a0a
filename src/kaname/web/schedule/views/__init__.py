"""Views about a project's plan."""
