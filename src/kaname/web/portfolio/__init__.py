"""The board of all projects."""
