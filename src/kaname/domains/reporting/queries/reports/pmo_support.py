"""Section of the PMO's own report: the support that projects asked for and got (mission rows S01, S142)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from statistics import median
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Q, Sum
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kaname.domains.control.models import SupportRequest, SupportTime
from kaname.domains.reporting.queries.reports import cells
from kaname.domains.reporting.queries.reports.making import row, table
from kaname.domains.resource.bridge.distance import working_days
from kaname.exchange.reports.document import Section

FOUR_WEEKS = timedelta(weeks=4)


@dataclass(frozen=True, slots=True)
class Support:
    """What became of requests in four weeks. ``promised``: handed back in them with a day promised; ``kept``: by it.

    ``to_answer``, ``to_help``: medians of business days from asking to being accepted or declined, and to being handed
    back; None without any. ``open``: at the end.
    """

    asked: int
    answered: int
    to_answer: float | None
    handed: int
    promised: int
    kept: int
    to_help: float | None
    hours: float
    open: int


def section(as_of: date) -> Section:
    """Return the support of four weeks beside that of the four before."""
    now, was = support_of(as_of), support_of(as_of - FOUR_WEEKS)
    columns = ((_("Measure"), "text", 9), (_("Last four weeks"), "decimal", 3), (_("Four weeks before"), "decimal", 3))
    both = (now, was)
    rows = [
        row("asked", cells.text(_("Support asked for")), *(cells.number(s.asked) for s in both)),
        row("answered", cells.text(_("Requests answered")), *(cells.number(s.answered) for s in both)),
        row(
            "to_answer", cells.text(_("Median business days to the answer")), *(cells.number(s.to_answer) for s in both)
        ),
        row("handed", cells.text(_("Support handed back")), *(cells.number(s.handed) for s in both)),
        row("kept", cells.text(_("… of these by the day promised")), *(cells.percent(_share(s)) for s in both)),
        row(
            "to_help", cells.text(_("Median business days until handed back")), *(cells.number(s.to_help) for s in both)
        ),
        row("hours", cells.text(_("Hours of support given")), *(cells.number(s.hours) for s in both)),
        row("open", cells.text(_("Requests open at the end")), *(cells.number(s.open) for s in both)),
    ]
    note = _(
        "Share of what was handed back by the day that the helper promised; without such a day, by the day wanted."
    )
    return Section("support", _("Support of projects"), (_answer(now),), (table("", columns, rows, "", note),))


def _answer(now: Support) -> str:
    if not now.asked and not now.handed and not now.open:
        return _("No project asked for support.")
    asked = ngettext("%(n)s request for support came in", "%(n)s requests for support came in", now.asked)
    still = ngettext("%(n)s is open.", "%(n)s are open.", now.open)
    values = {"asked": asked % {"n": now.asked}, "open": still % {"n": now.open}}
    if not now.promised:
        return _("%(asked)s; %(open)s") % values
    kept = _("%(kept)s of %(promised)s were handed back by the day promised")
    return _("%(asked)s; %(kept)s; %(open)s") % (values | {"kept": kept % {"kept": now.kept, "promised": now.promised}})


def _share(found: Support) -> float | None:
    return 100 * found.kept / found.promised if found.promised else None


def support_of(last: date) -> Support:
    """Return the support of the four weeks that end with a day. Two queries."""
    first = last - FOUR_WEEKS + timedelta(days=1)
    zone = ZoneInfo(settings.TIME_ZONE)
    begin, end = datetime.combine(first, time(), zone), datetime.combine(last + timedelta(days=1), time(), zone)
    touched = Q(created_at__gte=begin) | Q(closed_at=None) | Q(closed_at__gte=begin) | Q(delivered_at__gte=begin)
    rows = list(SupportRequest.objects.filter(touched, created_at__lt=end))
    answers = [(r.created_at, at) for r in rows if (at := _answered_at(r)) is not None and begin <= at < end]
    handed = [r for r in rows if r.delivered_at is not None and begin <= r.delivered_at < end]
    due = [(r, r.until or r.wanted_by) for r in handed]
    hours = SupportTime.objects.filter(day__range=(first, last)).aggregate(sum=Sum("hours"))["sum"]
    return Support(
        sum(r.created_at >= begin for r in rows),
        len(answers),
        _median(answers),
        len(handed),
        sum(day is not None for _row, day in due),
        sum(day is not None and _day(r.delivered_at) <= day for r, day in due),
        _median([(r.created_at, r.delivered_at) for r in handed]),
        float(hours or 0),
        sum(r.closed_at is None or r.closed_at >= end for r in rows),
    )


def _answered_at(request: SupportRequest) -> datetime | None:
    """Return when the PMO said who helps, or that nobody can."""
    return request.accepted_at or (request.closed_at if request.reason else None)


def _median(spans: Sequence[tuple[datetime, Any]]) -> float | None:
    days: Iterable[int] = working_days([_day(a) for a, _b in spans], [_day(b) for _a, b in spans]) if spans else ()
    found = list(days)
    return median(found) if found else None


def _day(moment: Any) -> date:
    return timezone.localtime(moment).date()
