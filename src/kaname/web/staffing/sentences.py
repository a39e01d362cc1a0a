"""What a page of demands says first, in a sentence."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kaname.domains.staffing.enums import DemandState
from kaname.domains.staffing.queries.demands import Standing
from kaname.domains.staffing.queries.time_to_fill import TimeToFill
from kaname.web.templatetags.marks import ja_date, joined, number, plain_days, short_month


def list_answer(waiting: int, late: int, worst: tuple[date, float] | None) -> str:
    """Return how many demands are open, how many are late, and when most people are missing."""
    if not waiting:
        return _("Every role demand is filled.")
    said = ngettext("%(count)s role demand is open", "%(count)s role demands are open", waiting) % {"count": waiting}
    if late:
        said = _("%(open)s, %(late)s of them past the day they were needed by.") % {"open": said, "late": late}
    else:
        said = _("%(open)s, all of them in time.") % {"open": said}
    if worst is None:
        return said
    month, people = worst
    gap = _("The largest gap of the coming months: %(people)s people in %(month)s.")
    return joined([said, gap % {"people": number(people, 1), "month": short_month(month)}])


def demand_answer(standing: Standing) -> str:
    """Return how one demand stands."""
    d = standing.demand
    said = {"days": standing.days, "day": ja_date(standing.ended or d.needed_by)}
    if d.state == DemandState.FILLED:
        return _("Filled on %(day)s, after %(days)s business days.") % said
    if d.state == DemandState.WITHDRAWN:
        return _("Called off on %(day)s, after %(days)s business days; it counts in no median.") % said
    if d.state == DemandState.EXPIRED:
        return _("Expired unfilled on %(day)s, after %(days)s business days; it counts in no median.") % said
    parts = [_("Open for %(days)s business days; needed by %(day)s.") % said]
    if standing.late is not None:
        parts.append(late_words(standing.late))
    return joined(parts)


def late_words(days: int) -> str:
    """Return how long ago the date passed."""
    if not days:
        return _("The date has passed.")
    said = ngettext("The date passed %(count)s business day ago.", "The date passed %(count)s business days ago.", days)
    return said % {"count": days}


def filling_answer(found: TimeToFill) -> str:
    """Return the median of this quarter, internal and external, and what is still open."""
    now = found.quarters[0]
    if now.filled.days is None:
        parts = [_("Nothing was filled in this quarter so far.")]
    else:
        parts = [
            _("Filled in this quarter: %(count)s, median %(days)s (internal %(inside)s, external %(outside)s).")
            % {
                "count": now.filled.count,
                "days": plain_days(now.filled.days),
                "inside": plain_days(now.internal.days),
                "outside": plain_days(now.external.days),
            }
        ]
    oldest = found.oldest
    if oldest is None:
        return joined([*parts, _("Nothing is open.")])
    said = ngettext(
        "%(count)s is open, since %(days)s business days.",
        "%(count)s are open, the oldest since %(days)s business days.",
        len(found.waiting),
    )
    return joined([*parts, said % {"count": len(found.waiting), "days": oldest.days}])
