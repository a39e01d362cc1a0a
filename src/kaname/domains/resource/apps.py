"""Django's entry to the domain."""

from django.apps import AppConfig


class ResourceConfig(AppConfig):
    """Calendars, resources, rates, leave, capacity."""

    name = "kaname.domains.resource"
    label = "resource"
