"""Why an axis of health is what it is, in words."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from kaname.domains.core.names import in_language
from kaname.domains.schedule.phrases import sentence as of_schedule

REASONS: Mapping[str, Any] = {
    "no-records": _("Nothing is recorded yet"),
    "cpi": _("CPI is %(cpi)s"),
    "vac": _("The estimate at completion is %(percent)s %% over the budget"),
    "tcpi": _("What remains would have to be done at a TCPI of %(tcpi)s to keep the budget"),
    "budget-spent": _("The budget is spent: it cannot be kept any more"),
    "cost-kept": _("Costs are within the budget (CPI %(cpi)s)"),
    "gate-failed": _("%(code)s: “%(phase)s” has not passed its gate"),
    "s1-new": _("%(code)s “%(title)s” (S1) was reported on this day and is open"),
    "s1-open": ngettext_lazy(
        "%(code)s “%(title)s” (S1) has been open for %(days)s business day",
        "%(code)s “%(title)s” (S1) has been open for %(days)s business days",
        "days",
    ),
    "s1-more": _("%(count)s more S1 defects are open"),
    "metric-high": _("%(metric)s is %(value)s, above its band (up to %(limit)s)"),
    "metric-low": _("%(metric)s is %(value)s, below its band (from %(limit)s)"),
    "metrics-more": _("%(count)s more metrics are out of their band"),
    "quality-kept": _("Every metric is in its band and no S1 defect is open (metrics: %(metrics)s, open: %(open)s)"),
    "overload": _("%(person)s is booked at %(percent)s %% in the week of %(week)s (weeks above 100 %%: %(weeks)s)"),
    "overload-unnamed": _("A member of the team is booked at %(percent)s %% in the week of %(week)s"),
    "needed-passed": ngettext_lazy(
        "Nobody does “%(activity)s”, which should have begun %(days)s working day ago",
        "Nobody does “%(activity)s”, which should have begun %(days)s working days ago",
        "days",
    ),
    "unfilled": ngettext_lazy(
        "Nobody does “%(activity)s” yet, which begins in %(days)s working day",
        "Nobody does “%(activity)s” yet, which begins in %(days)s working days",
        "days",
    ),
    "load-fits": _("Nobody in the project is booked above their hours"),
    "no-people": _("Nobody is assigned to anything"),
    "issue-critical-late": ngettext_lazy(
        "The S1 issue “%(title)s” is %(days)s business day overdue",
        "The S1 issue “%(title)s” is %(days)s business days overdue",
        "days",
    ),
    "issues-overdue": _("%(count)s of %(open)s open issues are overdue (%(percent)s %%)"),
    "issue-sponsor": _("The issue “%(title)s” was taken up to the sponsor"),
    "issue-company": _("The issue “%(title)s” was taken up to the company"),
    "issues-more": _("Issues taken up beside these: %(count)s"),
    "issues-kept": _("No issue is overdue, and none was taken up (open: %(open)s)"),
    "risk-unplanned": _("The risk “%(event)s” (score %(score)s) has no response, or nobody who answers for it"),
    "risk-response-late": _("The preventive action for the risk “%(event)s” (score %(score)s) was due on %(day)s"),
    "risk-review-late": _("The risk “%(event)s” (score %(score)s) should have been reviewed by %(day)s"),
    "risk-planned": _("The risk “%(event)s” (score %(score)s) is high; its response is under way"),
    "risks-more": _("High risks beside these: %(count)s"),
    "risks-kept": _("No risk is high and unanswered (open threats: %(open)s)"),
    "reported-today": _("Last reported on this day"),
    "fresh": ngettext_lazy(
        "Last reported %(days)s day ago",
        "Last reported %(days)s days ago",
        "days",
    ),
    "ageing": _("Last reported %(days)s days ago: the next report is due"),
    "stale": _("Last reported %(days)s days ago: nothing else may be said of the project"),
    "never-reported": _("The project has never reported"),
}


def sentence(told: Mapping[str, Any]) -> str:
    """Return a reason in the reader's language; "" for a key of a later version."""
    said = REASONS.get(told.get("sentence_key", ""))
    if said is None:
        return of_schedule(told)
    params = {k: f"{v:g}" if isinstance(v, float) else v for k, v in in_language(told.get("params", {})).items()}
    return str(said % params)


def headline(reasons: list[Mapping[str, Any]]) -> str:
    """Return the reason that weighs most: they stand worst first."""
    return sentence(reasons[0]) if reasons else ""
