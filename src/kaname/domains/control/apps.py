"""Django's entry to the domain."""

from django.apps import AppConfig


class ControlConfig(AppConfig):
    """What waits for a decision."""

    name = "kaname.domains.control"
    label = "control"
