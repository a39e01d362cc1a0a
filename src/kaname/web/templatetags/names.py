"""``{{ person|spoken }}``: a name in the reader's language; ``{{ note|typed }}``: words that somebody wrote."""

import re
from typing import Any

from django import template
from django.utils.html import format_html

from kaname.domains.core.names import reads_english, spoken

JAPANESE = re.compile("[ぁ-んァ-ヶ一-龠]")
register = template.Library()
register.filter("spoken", spoken)


@register.filter
def typed(words: Any) -> str:
    """Return words as somebody wrote them; among English ones, Japanese is marked as such, for whoever has it read."""
    said = "" if words is None else str(words)
    if reads_english() and JAPANESE.search(said):
        return format_html('<span lang="ja">{}</span>', words)
    return said
