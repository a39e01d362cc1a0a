"""Draft sentences by rule: where the project stands, what changed, what is the main cause, what is asked of whom."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kaname.domains.core.instants import finish_date_of
from kaname.domains.reporting.queries.reports import cells
from kaname.domains.reporting.queries.reports.standpoint import Standpoint
from kaname.domains.schedule.phrases import sentence


def summary(stand: Standpoint, computed: str, declared: str) -> list[str]:
    """Return the conclusion and, in the same order always, change, cause and the contradiction that is asked about."""
    return [standing(stand, computed), change(stand), cause(stand), apart(computed, declared)]


def standing(stand: Standpoint, computed: str) -> str:
    """Return where the project stands, in one sentence."""
    finish = stand.now.get("finish")
    if finish is None:
        return _("There is no plan yet: neither a finish nor a slip can be told.")
    values = {"health": cells.health_words(computed), "finish": cells.day_words(finish_date_of(finish))}
    slip = stand.slip
    if slip is None:
        return _("%(health)s. It will finish on %(finish)s; without a baseline no slip is known.") % values
    if slip > 0:
        return ngettext(
            "%(health)s. It will finish on %(finish)s, %(days)s working day after the baseline.",
            "%(health)s. It will finish on %(finish)s, %(days)s working days after the baseline.",
            slip,
        ) % (values | {"days": slip})
    return _("%(health)s. It will finish on %(finish)s and keeps the baseline.") % values


def change(stand: Standpoint) -> str:
    """Return what moved since the date before."""
    if not stand.was:
        return _("This is the first closed report date: there is nothing to compare with.") if stand.frozen else ""
    moved, now, was = stand.moved or 0, stand.now.get("percent_complete"), stand.was.get("percent_complete")
    gained = (now or 0) - (was or 0)
    far = abs(moved)
    values = {"days": far, "gained": f"{gained:+.0f}", "percent": f"{now or 0:.0f}"}
    if moved > 0:
        return ngettext(
            "Since last time the forecast went back by %(days)s working day; progress is %(percent)s%% "
            "(%(gained)s pt).",
            "Since last time the forecast went back by %(days)s working days; progress is %(percent)s%% "
            "(%(gained)s pt).",
            far,
        ) % (values)
    if moved < 0:
        return ngettext(
            "Since last time the forecast came forward by %(days)s working day; progress is %(percent)s%% "
            "(%(gained)s pt).",
            "Since last time the forecast came forward by %(days)s working days; progress is %(percent)s%% "
            "(%(gained)s pt).",
            far,
        ) % (values)
    return _("Since last time the forecast has not moved; progress is %(percent)s%% (%(gained)s pt).") % values


def cause(stand: Standpoint) -> str:
    """Return the main cause: the activity that moves the finish, where the plan names one."""
    driver = stand.now.get("driver") or {}
    if (stand.slip or 0) <= 0 or driver.get("sentence_key") != "driver-slip":
        return ""
    return _("Main cause: %(cause)s.") % {"cause": sentence(driver).rstrip(".。")}


def apart(computed: str, declared: str) -> str:
    """Return what a reader must know when the declared health is better than the computed one."""
    worse = {"red": 2, "amber": 1, "green": 0}
    if declared not in worse or worse.get(computed, 0) <= worse[declared]:
        return ""
    return _("Declared %(declared)s, computed %(computed)s: ask the project manager for the reason.") % {
        "declared": cells.health_words(declared),
        "computed": cells.health_words(computed),
    }
