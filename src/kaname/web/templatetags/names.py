"""``{{ person|spoken }}``: a name in the reader's language."""

from typing import Any

from django import template
from django.utils.translation import get_language

register = template.Library()


@register.filter
def spoken(thing: Any) -> str:
    """Return the English name where there is one and English is read, else the name; "" for nothing."""
    if thing is None:
        return ""
    english = getattr(thing, "name_en", "") if get_language() == "en" else ""
    return str(english or getattr(thing, "name", ""))
