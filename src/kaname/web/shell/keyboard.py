"""The keys that work on every page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from kaname.web.shell.access import signed_in

KEYS = (
    ("/", _("Go to the search box")),
    ("?", _("Show this list")),
    ("g h", _("Go to the home page")),
    ("g p", _("Go to the portfolio")),
    ("g j", _("Go to the projects")),
    ("Esc", _("Close a menu or a dialog")),
    ("Tab", _("Go to the next link, button or field; the first one skips to the content")),
)


@signed_in
def keyboard(request: HttpRequest) -> HttpResponse:
    """Show every key and what it does."""
    return render(request, "shell/keyboard.html", {"keys": KEYS})
