"""Rows of control as the API writes them."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import F, QuerySet

from kaname.domains.control.enums import SETTLED
from kaname.domains.control.models import Decision, SupportRequest
from kaname.domains.control.names import in_ascii
from kaname.domains.cost.models import EvmSnapshot, Saving
from kaname.domains.cost.queries.savings import ledger_of
from kaname.domains.people.enums import Level, Subject
from kaname.domains.project.enums import ClosingState, ProjectStatus
from kaname.domains.project.models import Closing, Project
from kaname.domains.reporting.models import HealthSnapshot, ReportSnapshot
from kaname.domains.reporting.rules.success import judged, late_days
from kaname.domains.schedule.models import ExpectedReport

CODE = F("project__code")


def decisions(rows: QuerySet[Decision]) -> Any:
    """Return decisions by project and number."""
    own = "code state question question_en decide_by raised_at escalated_to chosen reason reason_en decided_at"
    named = {"decided_name": F("decided_by__name"), "decider_name": F("decider__name"), "project_code": CODE}
    return rows.order_by("project__code", "number").values(*own.split(), **named)


def settle(items: Iterable[dict[str, Any]]) -> None:
    """Give names in place, and a reason only to what was answered: of what was sent back it is a remark.

    ``code`` is the key that stays; ``code_en`` is the same number in ASCII.
    """
    for item in items:
        item["code_en"] = in_ascii(item["code"])
        item["project"], item["decider"] = item.pop("project_code"), item.pop("decider_name")
        item["decided_by"] = item.pop("decided_name")
        if item["state"] not in SETTLED:
            item["reason"] = item["reason_en"] = ""


def supports(rows: QuerySet[SupportRequest]) -> Any:
    """Return support requests by project and number; ``hours`` as the query has annotated them."""
    own = "code kind state need wanted_by until rating created_at closed_at hours"
    named = {"project_code": CODE, "helper_name": F("helper__name")}
    return rows.order_by("project__code", "number").values(*own.split(), **named)


def name_supports(items: Iterable[dict[str, Any]]) -> None:
    """Give names in place, and hours as a number."""
    for item in items:
        item["project"], item["helper"] = item.pop("project_code"), item.pop("helper_name")
        item["hours"] = float(item["hours"])


def expected(rows: QuerySet[ExpectedReport]) -> Any:
    """Return expected reports by project and person."""
    own = "status", "way", "late", "unchanged", "received_at"
    named = {"project": F("plan__project__code"), "name": F("person__name"), "name_en": F("person__name_en")}
    return rows.order_by("plan__project__code", "person__code").values(*own, **named)


def healths(user: Any) -> Any:
    """Return the health of the projects whose schedule a user reads."""
    seen = Project.objects.visible_to(user, Subject.SCHEDULE, Level.READ)
    own = "as_of", "revision", "computed", "declared", "declared_comment", "apart", "weeks", "marks", "calc_version"
    rows = HealthSnapshot.objects.filter(project__in=seen).order_by("-as_of", "project__code", "-revision")
    return rows.annotate(code=CODE).values(*own, "code")


def named_project(items: Iterable[dict[str, Any]]) -> None:
    """Call a project's code ``project`` in place: a table has a column of that name."""
    for item in items:
        item["project"] = item.pop("code")


def earned(user: Any) -> Any:
    """Return earned value of the whole projects whose cost a user reads."""
    seen = Project.objects.visible_to(user, Subject.COST, Level.READ)
    own = (
        "as_of edition unit pv ev ac bac sv cv spi cpi eac etc vac tcpi_bac tcpi_eac es at spi_t finish_ieac "
        "calc_version"
    )
    rows = EvmSnapshot.objects.filter(project__in=seen, account=None)
    ordered = rows.order_by("-as_of", "project__code", "unit", "-edition")
    return ordered.annotate(code=CODE).values(*own.split(), "code")


def savings(rows: QuerySet[Saving]) -> Any:
    """Return claims of savings by project and number."""
    own = "number name name_en method calculation evidence yen begins ends state judged_at remark"
    named = {"code": CODE, "claimed_by": F("claimant__name"), "decided_by": F("judged_by__name")}
    taken = {"takes_back": F("withdraws__number")}
    return rows.order_by("project__code", "number").values(*own.split(), "pk", "project_id", **named, **taken)


def count_savings(items: Sequence[dict[str, Any]]) -> None:
    """Say in place what each claim adds to the total and why: overlaps are looked for among all of its project."""
    whole = Saving.objects.filter(project__in={item.pop("project_id") for item in items})
    found = {entry.row.pk: entry for entry in ledger_of(whole).entries} if items else {}
    for item in items:
        entry = found[item.pop("pk")]
        item["project"], item["claimant"] = item.pop("code"), item.pop("claimed_by")
        item["judged_by"], item["withdraws"] = item.pop("decided_by"), item.pop("takes_back")
        item["counts"], item["why"] = entry.counts, entry.why
        item["overlaps"] = None if entry.over is None else entry.over.number


def closings(user: Any) -> Any:
    """Return the answered closing reports of the projects that a user reads."""
    seen = Project.objects.visible_to(user, Subject.PROJECT, Level.READ)
    rows = Closing.objects.filter(project__in=seen, answered_at__isnull=False, project__status=ProjectStatus.COMPLETED)
    own = "state", "finished_on", "submitted_at", "answered_at", "facts"
    return rows.order_by("project__code").values(*own, code=CODE)


def judge_closings(items: Iterable[dict[str, Any]]) -> None:
    """Say in place what each met."""
    for item in items:
        facts = item.pop("facts")
        verdict = judged(facts, item["state"] == ClosingState.ACCEPTED)
        item["project"], item["late_days"] = item.pop("code"), late_days(facts)
        item |= {"quality": verdict.quality, "cost": verdict.cost, "delivery": verdict.delivery}
        item |= {"accepted": verdict.accepted, "success": verdict.success}


def reports(user: Any) -> Any:
    """Return the frozen reports a user may read."""
    named = {"project": F("report__project__code"), "kind": F("report__kind"), "as_of": F("report__as_of")}
    rows = ReportSnapshot.objects.visible_to(user).order_by("-frozen_at", "-pk")
    return rows.values("number", "digest", "frozen_at", **named)
