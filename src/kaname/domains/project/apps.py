"""Django's entry to the domain."""

from django.apps import AppConfig


class ProjectConfig(AppConfig):
    """Projects, charters, phases, WBS, milestones, members, stakeholders, deliverables."""

    name = "kaname.domains.project"
    label = "project"
