"""What a value of people must be, said beside its field."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


def check_period(valid_from: date, valid_to: date | None, field: str = "valid_to") -> None:
    """Refuse a period that ends before it begins."""
    if valid_to is not None and valid_to < valid_from:
        raise ValidationError({field: _("The end comes before the beginning. Give the same day or a later one.")})
