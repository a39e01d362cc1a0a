"""Django's entry to the domain."""

from django.apps import AppConfig


class ScheduleConfig(AppConfig):
    """Plans: activities, relations, assignments, baselines, and their recalculation."""

    name = "kaname.domains.schedule"
    label = "schedule"
