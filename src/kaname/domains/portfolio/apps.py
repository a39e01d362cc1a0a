"""Django's entry to the domain."""

from django.apps import AppConfig


class PortfolioConfig(AppConfig):
    """Programmes with their projects and benefits."""

    name = "kaname.domains.portfolio"
    label = "portfolio"
