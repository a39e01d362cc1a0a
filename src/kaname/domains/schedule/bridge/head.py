"""The head of a plan: what its row holds, and ``Plan.extras``.

``extras``: ``project`` the other fields of the document's project; ``projects``, ``tracking``, ``risks``,
``diagnostics``, ``left_out``, ``source`` of the document; ``resources`` its resources in order, each with the row of
the pool or the project that it is (``row``); ``calendars`` whole calendars that rows do not hold exactly, by source id;
``relations`` and ``assignments`` that no row can hold (an end outside the plan, one repeated), each with its place
(``at``); ``baselines`` the file's numbers to those of Baseline rows, "0" the current one; ``numbers`` what is added to
a position to give a row's number, or null where rows have none; ``assumed_start`` a start that the file does not say.
"""

from typing import Any

from kaname.domains.schedule.bridge.columns import EXACT, given_back, held, instant
from kaname.domains.schedule.bridge.plain import rest_of, revive_list, revived
from kaname.domains.schedule.models import Plan
from kaname.engine.diagnostics import Diagnostic, Severity
from kaname.exchange import document as exchange
from kaname.exchange.compile import default_policy
from kaname.exchange.kaname_json.encoding import plain

COLUMNS = (instant("start"), instant("must_finish_by"), instant("status_date"))
_ELSEWHERE = frozenset({*(c.field for c in COLUMNS), "options"})


def values_of(document: exchange.PlanDocument, assumed_start: int | None) -> dict[str, Any]:
    """Return the values of a plan's row; calendars, resources and relations are added by whoever makes them."""
    values, exact = held(COLUMNS, document.project)
    extras: dict[str, Any] = {"project": rest_of(document.project, _ELSEWHERE)}
    if values["start"] is None:
        values["start"] = extras["assumed_start"] = assumed_start
    if exact:
        extras[EXACT] = exact
    for name in ("projects", "tracking", "risks"):
        if getattr(document, name):
            extras[name] = [rest_of(entry) for entry in getattr(document, name)]
    if document.diagnostics:
        extras["diagnostics"] = plain(document.diagnostics)
    if document.left_out:
        extras["left_out"] = dict(document.left_out)
    if document.source:
        extras["source"] = document.source
    options = plain(document.project.options, shorten=True)
    policy = default_policy(document).name
    return {**values, "format": document.format[:12], "policy": policy, "options": options, "extras": extras}


def project_of(plan: Plan, calendar_id: str | None) -> exchange.Project:
    """Return the document's project."""
    extras = plan.extras
    found = given_back(COLUMNS, (plan.start, plan.must_finish_by, plan.status_date), extras.get(EXACT))
    if extras.get("assumed_start") == plan.start:
        found["start"] = None
    found.update(revived(exchange.Project, {**extras.get("project", {}), "options": plan.options}))
    found["calendar_id"] = calendar_id
    return exchange.Project(**found)


def parts_of(plan: Plan) -> dict[str, Any]:
    """Return the parts of the document that stand in the plan's extras as they came."""
    extras = plan.extras
    return {
        "projects": revive_list(exchange.Project, extras.get("projects", ())),
        "tracking": revive_list(exchange.TrackingPeriod, extras.get("tracking", ())),
        "risks": revive_list(exchange.Risk, extras.get("risks", ())),
        "diagnostics": [
            Diagnostic(d["code"], Severity(d["severity"]), d["subject"], d["params"])
            for d in extras.get("diagnostics", ())
        ],
        "left_out": dict(extras.get("left_out", {})),
        "source": extras.get("source", ""),
    }


def minutes_per_day(plan: Plan) -> float:
    """Return how long a working day of the plan is."""
    return float(plan.extras.get("project", {}).get("minutes_per_day") or 480.0)
