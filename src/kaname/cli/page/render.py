"""The page as one string: templates, style and script inside, allowed by their hashes alone."""

import base64
import hashlib
from functools import cache
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from kaname.cli.page.judgement import SHAPES
from kaname.cli.page.links import drawn
from kaname.cli.page.text import Text, both, number, short_day
from kaname.cli.page.view import Page

STYLES = ("base.css", "gantt.css", "narrow.css")


def render(page: Page, language: str) -> str:
    """Return the HTML of a page that opens in a language and holds both."""
    style, script = "\n".join(map(_part, STYLES)), _part("page.js")
    return (
        _environment()
        .get_template("page.html")
        .render(
            page=page,
            lang=language,
            style=Markup(style),  # noqa: S704 - our own file; its hash is in the policy
            script=Markup(script),  # noqa: S704 - our own file; its hash is in the policy
            style_hash=_hash(style),
            script_hash=_hash(script),
        )
    )


def _part(name: str) -> str:
    return (resources.files("kaname.cli.page") / "templates" / name).read_text("utf-8").strip()


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("kaname.cli.page"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    environment.globals.update(
        t=lambda message: _pair(both(message)),
        t_=both,
        b=_pair,
        svg=lambda text: _pair(text, "tspan"),
        num=number,
        short=short_day,
        shape=SHAPES.__getitem__,
        links=drawn,
    )
    return environment


def _pair(text: Text, tag: str = "span") -> Markup:
    """Return both languages beside each other, each marked with its own; one copy where they are equal."""
    if text.ja == text.en:
        return escape(text.ja)
    return Markup('<{0} class="j" lang="ja">{1}</{0}><{0} class="e" lang="en">{2}</{0}>').format(tag, text.ja, text.en)
