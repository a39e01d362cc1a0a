"""Pages about the teams of a project."""
