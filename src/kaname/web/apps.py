"""Django's entry to the pages."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Pages, templates, static files."""

    name = "kaname.web"
    label = "web"
