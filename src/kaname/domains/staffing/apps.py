"""Django's entry to the domain."""

from django.apps import AppConfig


class StaffingConfig(AppConfig):
    """Whom projects need, and until when somebody is found."""

    name = "kaname.domains.staffing"
    label = "staffing"
