"""What the frame of every page knows."""

from typing import Any

from django.http import HttpRequest

from kaname.domains.core.queries import organisation, today
from kaname.web.shell.appearance import theme_of


def shell(request: HttpRequest) -> dict[str, Any]:
    """Return the company and the date that a page is judged by; no query unless the page asks for more."""
    return {"organisation": organisation(), "today": today(), "theme": theme_of(request)}
