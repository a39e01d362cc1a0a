"""Django's entry to the domain."""

from django.apps import AppConfig


class DocumentConfig(AppConfig):
    """The company's documents: where each is, which version holds, who read it, how long it is kept."""

    name = "kaname.domains.document"
    label = "document"
