"""Django's entry to the domain."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """What every domain stands on: records, the audit log, jobs, notices, settings of the organisation."""

    name = "kaname.domains.core"
    label = "core"
