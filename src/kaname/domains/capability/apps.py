"""Django's entry to the domain."""

from django.apps import AppConfig


class CapabilityConfig(AppConfig):
    """Skills with a description of each level, and the skills of people."""

    name = "kaname.domains.capability"
    label = "capability"
