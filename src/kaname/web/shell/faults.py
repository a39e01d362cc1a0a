"""What an error page says: what happened, why, what to do next; and a page that needs no file to say it."""

import base64
import hashlib
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.utils.csp import build_policy
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Fault:
    """``bare``: made without the frame, which asks the database. ``plain_next``: what to do where no frame is there."""

    status: int
    title: Promise
    happened: Promise
    why: Promise
    what_next: Promise
    bare: bool = False
    plain_next: Promise | None = None


UNCHANGED = _("Nothing was changed.")
NOT_HALF = _("The page could not be made. Nothing was half saved: a change is kept whole or not at all.")
FROM_ITS_LINKS = _("Go back and try again from the page's own links and buttons.")
BAD_REQUEST = Fault(
    400,
    _("The request could not be understood"),
    _("What came in is not what this page expects."),
    _("An address was shortened on its way, or a form was sent by a program."),
    FROM_ITS_LINKS,
)
TOO_LARGE = Fault(
    413,
    _("What was sent is too large"),
    UNCHANGED,
    _("A form was sent with more text or more fields than a page takes at once."),
    _("Go back and send it in several parts, or as a file where the page takes one."),
)
FORBIDDEN = Fault(
    403,
    _("You may read this, but not change it"),
    UNCHANGED,
    _("None of your roles in this project allows this step."),
    _("Ask the project manager or the PMO for the step, or for the role."),
)
STALE_FORM = Fault(
    403,
    _("The form was too old to be sent"),
    UNCHANGED,
    _("You signed in again or cleared your cookies after the form was opened, or it was sent from another site."),
    _("Go back, load the page again and send the form once more."),
)
NOT_FOUND = Fault(
    404,
    _("The page was not found"),
    _("There is no page at this address that you can open."),
    _("The address may be mistyped, the thing may have been removed, or it may be outside what your roles open."),
    _(
        "Look for it in the search box above, or start from the home page. "
        "If somebody gave you the address, ask them whether you should have access."
    ),
    plain_next=FROM_ITS_LINKS,
)
OUR_MISTAKE = Fault(
    500,
    _("Something went wrong on our side"),
    NOT_HALF,
    _("An error in the program. It has been written to the log with the time."),
    _("Go back and try again. If it happens again, tell your system administrator the time and what you did."),
    bare=True,
)
BUSY = Fault(
    503,
    _("The database does not answer at the moment"),
    NOT_HALF,
    _("Too many people write at once, the database is being restarted, or its disk is full."),
    _("Wait some seconds and load the page again. If it stays like this for minutes, tell your system administrator."),
    bare=True,
)

STYLE = (
    ":root{color-scheme:light dark}body{font:1rem/1.7 system-ui,sans-serif;max-width:44rem;margin:3rem auto}"
    "main{padding:0 1rem}h1{font-size:1.4rem}dt{font-weight:700;margin-top:1rem}dd{margin:0}"
)
HASH = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
PAGE = (
    '<!doctype html>\n<html lang="{}">\n<head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width, initial-scale=1">'
    "<title>{} · 要 Kaname</title><style>{}</style></head>\n"
    "<body><main><p>要 Kaname</p><h1>{}</h1><dl><dt>{}</dt><dd>{}</dd><dt>{}</dt><dd>{}</dd><dt>{}</dt><dd>{}</dd></dl>"
    '<p><a href="/">{}</a></p></main></body>\n</html>\n'
)


def plain_page(fault: Fault) -> HttpResponse:
    """Return the page from what is in memory: no template, no style sheet, no list of static files, no database."""
    page = format_html(
        PAGE, get_language() or settings.LANGUAGE_CODE, fault.title, STYLE, fault.title,
        _now("What happened"), fault.happened, _now("Why"), fault.why, _now("What to do next"),
        fault.plain_next or fault.what_next, _now("To the home page"),
    )  # fmt: skip
    response = HttpResponse(page, status=fault.status)
    policy: dict[str, Any] = {**settings.SECURE_CSP, "style-src": [f"'sha256-{HASH}'"]}
    response["Content-Security-Policy"] = build_policy(policy)
    return response
