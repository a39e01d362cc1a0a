"""The answer of a programme's page, and of the list of them."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kaname.domains.reporting.queries.programmes import View


def list_answer(views: Sequence[View]) -> str:
    """Return how many programmes there are and where something is red."""
    if not views:
        return _("There is no programme that you may see.")
    red = [v.programme.code for v in views if v.count("red")]
    said = ngettext("%(n)s programme", "%(n)s programmes", len(views)) % {"n": len(views)}
    if not red:
        return _("%(said)s; no project in them is red.") % {"said": said}
    return _("%(said)s; red projects in %(codes)s.") % {"said": said, "codes": ", ".join(red)}


def programme_answer(view: View) -> str:
    """Return how the projects stand and how many benefits are reached."""
    n = len(view.parts)
    said = ngettext("%(n)s project", "%(n)s projects", n) % {"n": n}
    parts = [
        _("%(said)s: red %(red)s, amber %(amber)s, green %(green)s.")
        % {"said": said, "red": view.count("red"), "amber": view.count("amber"), "green": view.count("green")}
    ]
    if view.cpi is not None:
        parts.append(_("CPI %(cpi)s.") % {"cpi": f"{view.cpi:.2f}"})
    if view.benefits:
        parts.append(
            ngettext(
                "%(reached)s of %(n)s benefit has reached its target.",
                "%(reached)s of %(n)s benefits have reached their target.",
                len(view.benefits),
            )
            % {"reached": view.reached, "n": len(view.benefits)}
        )
    return " ".join(parts)
