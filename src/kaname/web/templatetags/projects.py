"""``{% project_lines rows %}``: the rows of the list of projects, written as text (see ``activities``)."""

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any
from urllib.parse import quote

from django import template
from django.utils.safestring import SafeString

from kaname.web.templatetags.marks import health_mark, percent, plan_finish, short_date

register = template.Library()


@register.simple_tag
def project_lines(rows: Iterable[Mapping[str, Any]]) -> SafeString:
    """Return the rows that the page's view made as lines of its table."""
    return SafeString(
        "".join(
            f'<tr><td class="nowrap">{escape(row["code"])}</td><th scope="row" class="name-cell"><a class="row-link" '
            f'href="/projects/{quote(row["code"])}/">{escape(row["name"])}</a></th>'
            f'<td class="nowrap">{escape(str(row["type"]))}</td><td class="nowrap">{escape(str(row["status"]))}</td>'
            f'<td class="place-cell">{escape(row["unit"])}</td><td>{health_mark(row["computed"])}</td>'
            f'<td class="nowrap">{short_date(plan_finish(row["finish"]))}</td>'
            f'<td class="nowrap">{escape(row["manager"])}</td><td>{health_mark(row["declared"])}</td>'
            f'<td class="number">{percent(row["done"])}</td></tr>'
            for row in rows
        )
    )
