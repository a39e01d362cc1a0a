"""Django's entry to the domain."""

from django.apps import AppConfig


class CostConfig(AppConfig):
    """What projects cost, and what they earned for it."""

    name = "kaname.domains.cost"
    label = "cost"
