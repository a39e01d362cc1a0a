"""``{% icon "search" %}``: our own small drawings, inside the page, so that they take the colour of the text."""

from functools import lru_cache

from django import template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()
PATHS = {
    "alert": "M12 3 2.5 20h19zM12 10v4m0 3v.01",
    "bell": "M6 17V11a6 6 0 0 1 12 0v6l2 2H4zM10 21h4",
    "calendar": "M4 6h16v14H4zM4 10h16M8 3v4m8-4v4",
    "cards": "M4 4h7v7H4zM13 4h7v7h-7zM4 13h7v7H4zM13 13h7v7h-7z",
    "check": "M4 12.5 10 18 20 6",
    "chevron": "M6 9l6 6 6-6",
    "clock": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7v5l3 3",
    "close": "M5 5l14 14M19 5 5 19",
    "download": "M12 4v11m-5-4 5 5 5-5M4 20h16",
    "filter": "M3 5h18l-7 8v6l-4 2v-8z",
    "flag": "M5 21V4h13l-3 4 3 4H5",
    "globe": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM3 12h18M12 3c3 3 3 15 0 18M12 3c-3 3-3 15 0 18",
    "help": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM9.5 9.5a2.5 2.5 0 1 1 3.5 2.3c-.7.4-1 .9-1 1.7m0 3v.01",
    "lock": "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
    "map": "M4 4h9v16H4zM15 4h5v7h-5zM15 13h5v7h-5z",
    "menu": "M4 6h16M4 12h16M4 18h16",
    "moon": "M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z",
    "out": "M10 4H4v16h6M15 8l4 4-4 4M9 12h10",
    "plus": "M12 5v14M5 12h14",
    "print": "M7 9V3h10v6M5 9h14v8h-2v4H7v-4H5zM7 15h10",
    "screen": "M3 5h18v11H3zM9 20h6m-3-4v4",
    "search": "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM15.5 15.5 21 21",
    "sun": "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2v3m0 14v3M2 12h3m14 0h3M5 5l2 2m10 10 2 2M19 5l-2 2M7 17l-2 2",
    "table": "M3 5h18v14H3zM3 10h18M3 14.5h18M9 5v14",
    "timeline": "M3 6h9M7 12h10M12 18h9",
    "undo": "M9 6 4 11l5 5M4 11h10a5 5 0 0 1 0 10h-3",
    "user": "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4 21c0-4.5 3.5-7 8-7s8 2.5 8 7",
}


@register.simple_tag
@lru_cache(maxsize=len(PATHS))
def icon(name: str) -> SafeString:
    """Return the drawing of a name; it is decoration, so the word must stand beside it or be unseen."""
    return mark_safe(f'<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="{PATHS[name]}"/></svg>')  # noqa: S308 - of constants only
