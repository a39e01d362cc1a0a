"""Views of support requests."""
