"""Views about projects."""
