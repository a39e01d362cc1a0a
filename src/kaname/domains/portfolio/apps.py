"""Django's entry to the domain."""

from django.apps import AppConfig


class PortfolioConfig(AppConfig):
    """Strategic objectives with their key figures, portfolios, programmes with their benefits."""

    name = "kaname.domains.portfolio"
    label = "portfolio"
