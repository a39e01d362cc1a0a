"""``{% activity_lines page wide %}``: the rows of a table of activities.

A thousand rows of ten cells are ten thousand variables of a template, each looked up, localised and escaped by layers
that text does not need: written here they take a tenth of the time.
"""

from collections.abc import Iterable
from html import escape
from typing import Any

from django import template
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from kaname.domains.control.queries.decisions import blocked_activities
from kaname.web.schedule.rows import Row

register = template.Library()


@register.simple_tag(takes_context=True)
def activity_lines(context: Context, rows: Iterable[Row], wide: Any = False) -> SafeString:
    """Return rows as lines of the table; ``wide``: the project stands in a column of its own.

    Rows of an earlier day, which the page's ``of_day`` names, lead to pages of that day and wait for no decision.
    """
    day = context.get("of_day")
    waits = {} if day else blocked_activities(context["request"].user, context.get("project"))
    query = f"?as_of={day:%Y-%m-%d}" if day else ""
    critical = f' <span class="tag tag-red">{escape(_("critical"))}</span>'
    lines = []
    for row in rows:
        code = escape(row.code)
        project = f'<td class="nowrap"><a href="/projects/{code}/{query}">{code}</a></td>' if wide else ""
        marks = critical if row.critical else ""
        if decisions := waits.get(int(row.key)):
            marks += render_to_string("decisions/_mark.html", {"decisions": decisions})
        lines.append(
            f'<tr>{project}<td class="nowrap">{escape(row.wbs)}</td><th scope="row"><a class="row-link" '
            f'href="/projects/{code}/activities/{row.key}/{query}">{escape(row.name)}</a>{marks}</th>'
            f'<td class="nowrap">{row.start}</td><td class="nowrap">{row.finish}</td>'
            f'<td class="number">{row.duration}</td><td class="number">{row.percent}</td>'
            f'<td class="number">{row.total_float}</td></tr>'
        )
    return SafeString("".join(lines))
