"""``{% bar_navigation %}`` and ``{% project_top %}``: what is the same over all pages of a place, and of a project."""

from django import template
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from kaname.web.shell import as_of, navigation
from kaname.web.shell.kept import part

register = template.Library()
PLACE = 3
"""Parts of a path that tell the bar's present entry, the empty one before the first "/" among them."""
TAB = 5
"""Parts of a path that tell the present tab of a project."""


@register.simple_tag(takes_context=True)
def bar_navigation(context: Context) -> SafeString:
    """Return the mark, the entries that this user may open, the present one marked, and the search box."""
    request = context.get("request")
    user = getattr(request, "user", None)
    if request is None or user is None or not user.is_authenticated:
        return render_to_string("shell/navigation.html")
    place = request.path.split("/")[:PLACE]
    return part(request, "bar", place, make=lambda: _written(user, request.path))


@register.simple_tag(takes_context=True)
def project_top(context: Context) -> SafeString:
    """Return what stands over a project's pages: where one is, the project's facts, its tabs with the present one."""
    request, project = context["request"], context["project"]
    place = [name for name in request.path.split("/")[:TAB] if not name.isdigit()]
    words = ("project", project.code, place, as_of.day_asked(request), as_of.shows_present(request))
    return part(request, *words, make=lambda: render_to_string("projects/head.html", {"project": project}, request))


def _written(user: object, path: str) -> SafeString:
    return render_to_string("shell/navigation.html", {"entries": navigation.items_for(user, path)})
