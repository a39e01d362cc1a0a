"""Tags of the frame: a piece of page used twice, a project's tabs, what the bar shows of the user."""

from datetime import date
from typing import Any

from django import template
from django.template.context import Context
from django.utils.html import json_script
from django.utils.safestring import SafeString

from kaname.domains.core.queries import unread
from kaname.domains.project.models import Project
from kaname.domains.reporting.queries.head import Head, head_of
from kaname.domains.reporting.queries.portfolio import has_portfolio
from kaname.domains.schedule.models import ProgressDate
from kaname.web.shell import as_of, navigation

register = template.Library()
MOST_DAYS = 60


@register.simple_block_tag(takes_context=True)
def capture(context: Context, content: str, name: str) -> str:
    """Keep what stands inside under a name, and show nothing: the title stands in the head and over the page."""
    context[name] = SafeString(content.strip())
    return ""


@register.simple_tag(takes_context=True)
def project_tabs(context: Context) -> list[navigation.Item]:
    """Return the pages of the project that this user may open, the present one marked."""
    request = context["request"]
    return navigation.project_items(request.user, context["project"], request.path, as_of.day_asked(request))


@register.simple_tag
def report_days(project: Project) -> list[date]:
    """Return a project's closed report dates, the newest first."""
    rows = ProgressDate.objects.filter(plan__project=project).order_by("-as_of")
    return list(rows.values_list("as_of", flat=True)[:MOST_DAYS])


@register.simple_tag(takes_context=True)
def shows_present(context: Context) -> date | None:
    """Return the day that was asked of a page that shows nothing but the present; None of any other page."""
    request = context.get("request")
    return as_of.day_asked(request) if request is not None and as_of.shows_present(request) else None


@register.simple_tag(takes_context=True)
def may_see_portfolio(context: Context) -> bool:
    """Return whether the reader may look at all projects at once."""
    request = context.get("request")
    return bool(request and has_portfolio(request.user))


@register.filter
def initial(name: Any) -> str:
    """Return the first letter of a name."""
    return str(name)[:1]


@register.simple_tag(takes_context=True)
def unread_count(context: Context) -> int:
    """Return how many notices the reader has not opened."""
    request = context["request"]
    stamp = getattr(request, "stamp", None)  # a kept page's: it was asked for a moment ago
    return unread(request.user) if stamp is None else stamp[1]


@register.simple_tag
def account_links() -> list[navigation.Item]:
    """Return the pages of the reader's own account."""
    return navigation.account_items()


@register.simple_tag
def chart_option(option: Any, chart: str) -> SafeString:
    """Return what a chart draws, as a block of data beside it."""
    return json_script(option, f"{chart}-option")


@register.simple_tag(takes_context=True)
def project_head(context: Context) -> Head:
    """Return what stands over a project's pages: of the day that a page is of."""
    request = context.get("request")
    day = None if request is None or as_of.shows_present(request) else as_of.day_asked(request)
    return head_of(context["project"], day)
