"""Addresses: Gantt, WBS, baselines, milestones of a project."""

from django.urls import URLPattern

app_name = "schedule"
urlpatterns: list[URLPattern] = []
