"""``{% issues_pressing %}``: the issues of the page's project that press most, as far as the reader may see them."""

from django import template

from kaname.domains.control.enums import ISSUE_OPEN
from kaname.domains.control.queries.issues import issues_visible_to, late_first, standings, with_way

register = template.Library()
SHOWN = 5


@register.inclusion_tag("issues/_pressing.html", takes_context=True)
def issues_pressing(context: template.Context) -> dict[str, object]:
    """Show the open issues that are overdue or taken up first; nothing where none is open."""
    project = context["project"]
    rows = issues_visible_to(context["request"].user).filter(project=project, state__in=ISSUE_OPEN)
    found = late_first(standings(with_way(rows)))
    late = sum(s.late > 0 for s in found)
    return {"project": project, "rows": found[:SHOWN], "count": len(found), "late": late}
