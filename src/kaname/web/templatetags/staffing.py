"""``{{ quarter.begins|quarter_name }}``: a quarter of the fiscal year, with its months."""

from datetime import date

from django import template
from django.utils.translation import gettext as _

from kaname.domains.core.names import reads_english
from kaname.domains.core.queries import organisation

register = template.Library()
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


@register.filter
def quarter_name(begins: date) -> str:
    """Return a quarter by its fiscal year, number and months: 2026年度 第3四半期（10–12月）, FY2026 Q3 (Oct–Dec)."""
    first = organisation().fiscal_year_start_month
    number = (begins.month - first) % 12 // 3 + 1
    year = begins.year if begins.month >= first else begins.year - 1
    last = (begins.month + 1) % 12 + 1
    return _("FY%(year)s Q%(number)s (%(first)s–%(last)s)") % {
        "year": year,
        "number": number,
        "first": _month(begins.month),
        "last": _month(last),
    }


def _month(number: int) -> str:
    return MONTHS[number - 1] if reads_english() else str(number)
