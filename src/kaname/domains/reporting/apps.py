"""Django's entry to the domain."""

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    """Health, forecasts and reports over everything below."""

    name = "kaname.domains.reporting"
    label = "reporting"
