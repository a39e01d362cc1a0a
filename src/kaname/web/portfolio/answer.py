"""The board's answer in a sentence: how many projects need attention, and what is behind most of it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kaname.domains.reporting.queries.board import Row
from kaname.domains.reporting.queries.reasons import cause
from kaname.web.portfolio.selection import health_on
from kaname.web.templatetags.marks import joined


@dataclass(frozen=True, slots=True)
class Counts:
    """How many rows have which health; ``apart``: declared better than computed; ``stale``: out of date."""

    total: int
    red: int
    amber: int
    green: int
    unknown: int
    apart: int
    stale: int = 0


def counts_of(rows: list[Row], axis: str = "") -> Counts:
    """Count the rows by health, on an axis or altogether."""
    healths = [health_on(r, axis) for r in rows]
    apart = sum(r.apart for r in rows)
    red, amber, green = (healths.count(h) for h in ("red", "amber", "green"))
    stale = healths.count("stale")
    return Counts(len(rows), red, amber, green, len(rows) - red - amber - green - stale, apart, stale)


def sentence(rows: list[Row], counts: Counts) -> str:
    """Return the answer: most urgent first, with the largest cause named."""
    if not rows:
        return _("No project fits these filters.")
    attention = counts.red + counts.amber
    if not attention:
        return _("None of %(total)s projects needs attention.") % {"total": counts.total}
    head = ngettext(
        "%(count)s of %(total)s projects needs attention (red %(red)s, amber %(amber)s).",
        "%(count)s of %(total)s projects need attention (red %(red)s, amber %(amber)s).",
        attention,
    ) % {"count": attention, "total": counts.total, "red": counts.red, "amber": counts.amber}
    worst = max((r for r in rows if r.health in ("red", "amber")), key=lambda r: (r.health == "red", r.slip or 0))
    reason = cause(worst)
    if not reason:
        return head
    behind = _("The largest cause: %(cause)s (%(code)s %(name)s).")
    return joined([head, behind % {"cause": reason, "code": worst.code, "name": worst.name}])
