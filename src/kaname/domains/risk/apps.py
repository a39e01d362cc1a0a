"""Django's entry to the domain."""

from django.apps import AppConfig


class RiskConfig(AppConfig):
    """What might happen to projects, and what is done about it."""

    name = "kaname.domains.risk"
    label = "risk"
