"""Addresses: one project: cockpit, charter, members, deliverables, history."""

from django.urls import URLPattern

app_name = "projects"
urlpatterns: list[URLPattern] = []
