"""Django's entry to the domain."""

from django.apps import AppConfig


class QualityConfig(AppConfig):
    """How good what is made is, and whether a phase may end."""

    name = "kaname.domains.quality"
    label = "quality"
