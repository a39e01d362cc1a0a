"""What the clock does with rounds: opens, reminds and freezes by the calendar. Done again, it does nothing twice."""

from datetime import datetime

from kaname.domains.core.queries import organisation
from kaname.domains.schedule.actions.rounds import chasing, freezing, opening
from kaname.domains.schedule.enums import RoundStatus
from kaname.domains.schedule.models import ReportingRound
from kaname.domains.schedule.queries.round_times import business_days, cycle, here, times_of
from kaname.domains.schedule.queries.rounds import current_round


def tick(now: datetime) -> str:
    """Do the one step that is due; return its name, "" for none. A demonstration's time stands still: nothing."""
    if organisation().as_of is not None:
        return ""
    found = current_round()
    if found is None:
        return _open(now)
    if now >= found.freezes or found.status == RoundStatus.FREEZING:
        freezing.freeze(round_=found, by=None)
        return "frozen"
    if now >= found.due and _claim(found):
        chasing.remind(round_=found, by=None)
        return "reminded"
    return ""


def _open(now: datetime) -> str:
    asked = cycle()
    if not asked.active:
        return ""
    times = times_of(now.astimezone(here()).date(), asked, business_days())
    if times is None or not times.opens <= now < times.freezes:
        return ""
    if ReportingRound.objects.filter(as_of__gte=times.as_of).exists():
        return ""
    opening.mail(opening.open_round(times=times, by=None))
    return "opened"


def _claim(found: ReportingRound) -> bool:
    """Tell whether this is the process that reminds: one of many, once."""
    rows = ReportingRound.objects.filter(pk=found.pk, status=RoundStatus.OPEN, reminded=False)
    return bool(rows.update(reminded=True))
