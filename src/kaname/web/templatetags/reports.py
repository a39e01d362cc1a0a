"""Filters of the pages of reports."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _

from kaname.domains.reporting.enums import Channel, SendingRule
from kaname.domains.reporting.models import ReportSnapshot
from kaname.domains.reporting.phrases.failures import FAILURES
from kaname.domains.reporting.rules.sending_days import LAST
from kaname.exchange.reports.document import Cell, Row, Table
from kaname.web.reports.forms import DAYS

LEFT = ("text", "mark", "date")
"""Kinds of columns that are read from the left."""

register = template.Library()


@register.filter
def placed(row: Row, table: Table) -> Iterable[tuple[Cell, bool]]:
    """Return the cells of a row, each with whether it stands at the right: as its column's head does."""
    return ((cell, column.kind not in LEFT) for cell, column in zip(row.cells, table.columns, strict=True))


@register.filter
def report_address(snapshot: ReportSnapshot) -> str:
    """Return the page of a frozen report."""
    project = snapshot.report.project
    if project is None:
        return reverse("reports:company-frozen", args=[snapshot.pk])
    return reverse("project-reports:frozen", args=[project.code, snapshot.pk])


@register.filter
def shown_address(sent: Any) -> str:
    """Return where something goes; of a webhook only its server: the rest of its address is a secret."""
    return str(sent.to) if sent.channel == Channel.MAIL else urlsplit(sent.to).hostname or "―"


@register.filter
def failure_words(key: str) -> str:
    """Return why something was not sent."""
    return str(FAILURES.get(key, key))


@register.filter
def sending_days(entry: Any) -> str:
    """Return on which days an entry goes out, in words."""
    day = weekday_name(entry)
    if entry.rule == SendingRule.NTH_WORKING:
        return _("working day %(n)s of the month") % {"n": entry.nth}
    if entry.rule == SendingRule.LAST_WORKING:
        return _("last working day of the month")
    if entry.rule == SendingRule.NTH_WEEKDAY:
        words = {"n": entry.nth, "day": day}
        last, other = _("last %(day)s of the month"), _("%(day)s no. %(n)s of the month")
        return (last if entry.nth >= LAST else other) % words
    return _("every %(day)s") % {"day": day}


@register.filter
def weekday_name(entry: Any) -> str:
    """Return the name of an entry's weekday."""
    return str(dict(DAYS).get(entry.weekday, ""))
