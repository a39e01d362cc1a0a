"""``{{ step|said:"cause" }}``: one of a risk's texts in the reader's language; arrows of movement, fields in words."""

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext as t
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.names import chosen
from kaname.domains.risk.models import RiskStep
from kaname.domains.risk.queries.counting import Cell
from kaname.web.templatetags.marks import joined

register = template.Library()
ARROWS = {"up": "↑", "same": "→", "down": "↓", "new": "＋", "over": "―"}
WORDS: dict[str, Promise] = {
    "up": _("risen"),
    "same": _("as before"),
    "down": _("fallen"),
    "new": _("newly found"),
    "over": _("has ended"),
}


@register.filter
def said(step: RiskStep, name: str) -> str:
    """Return a text: the English one where there is one and English is read."""
    return chosen(getattr(step, name), getattr(step, f"{name}_en"))


@register.filter
def arrow(trend: str) -> str:
    """Return how a score moved as an arrow; "" where it was never scored."""
    return ARROWS.get(trend, "")


@register.filter
def arrow_word(trend: str) -> str:
    """Return the same in a word."""
    return str(WORDS.get(trend, ""))


@register.filter
def cell_words(cell: Cell) -> str:
    """Return what a field of the matrix says, for who does not see where it stands."""
    parts = [
        t("Probability %(p)s, impact %(i)s: %(count)s.")
        % {"p": cell.probability, "i": cell.impact, "count": cell.count}
    ]
    if cell.up or cell.down or cell.new:
        parts.append(
            t("Risen %(up)s, fallen %(down)s, new %(new)s.") % {"up": cell.up, "down": cell.down, "new": cell.new}
        )
    return joined(parts)
