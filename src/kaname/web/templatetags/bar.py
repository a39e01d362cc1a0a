"""``{% bar_navigation %}``: the part of the bar that is the same on every page of a place."""

from django import template
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from kaname.web.shell import navigation
from kaname.web.shell.kept import part

register = template.Library()
PLACE = 3
"""Parts of a path that tell the bar's present entry, the empty one before the first "/" among them."""


@register.simple_tag(takes_context=True)
def bar_navigation(context: Context) -> SafeString:
    """Return the mark, the entries that this user may open, the present one marked, and the search box."""
    request = context.get("request")
    user = getattr(request, "user", None)
    if request is None or user is None or not user.is_authenticated:
        return render_to_string("shell/navigation.html")
    place = request.path.split("/")[:PLACE]
    return part(request, "bar", place, make=lambda: _written(user, request.path))


def _written(user: object, path: str) -> SafeString:
    return render_to_string("shell/navigation.html", {"entries": navigation.items_for(user, path)})
