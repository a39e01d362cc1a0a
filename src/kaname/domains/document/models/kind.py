"""DocumentKind: the company's sorts of documents with their retention; NumberSeries: which numbers were given."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.models import Record
from kaname.domains.document.enums import RetainedFrom


class DocumentKind(Record):
    """A sort of documents. ``retain_years`` empty: kept for good."""

    code = models.CharField(
        _("code in the number"), max_length=8, unique=True,
        validators=[RegexValidator(r"^[A-Z0-9]+\Z", _("Use capital letters and digits."))],
    )  # fmt: skip
    name = models.CharField(_("name"), max_length=60)
    name_en = models.CharField(_("name in English"), max_length=60, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=100)
    retain_years = models.PositiveSmallIntegerField(_("years of retention"), null=True, blank=True)
    retained_from = models.CharField(_("counted"), max_length=8, choices=RetainedFrom, default=RetainedFrom.APPROVAL)
    retired = models.BooleanField(_("no longer offered"), default=False)

    class Meta:
        """In the company's order."""

        ordering = ["order", "code"]

    def __str__(self) -> str:
        """Return code and name."""
        return f"{self.code} {self.name}"


class NumberSeries(models.Model):
    """The last serial number given of a row of numbers; it only grows, so that no number is ever given twice.

    ``key``: the number with its serial left out, e.g. "PJ024-PLN-2026-#".
    """

    key = models.CharField(max_length=80, unique=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        """Return the row and how far it is."""
        return f"{self.key} {self.last}"
