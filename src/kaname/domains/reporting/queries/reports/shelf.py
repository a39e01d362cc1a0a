"""The shelf: which reports were frozen, who has read them, and which nobody reads."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Q

from kaname.domains.people.enums import Level, Subject
from kaname.domains.people.rules import company_level
from kaname.domains.project.models import Project
from kaname.domains.project.rules import level_in
from kaname.domains.reporting.enums import NEEDS, REPORT_READ
from kaname.domains.reporting.models import ReportSnapshot

CYCLES = 2
"""A report that nobody has read so often in a row is proposed to stop (spec 08, pain 7)."""


def snapshots(user: Any, project: Project | None = None) -> list[ReportSnapshot]:
    """Return the frozen reports that a user may read, of one project or all, newest first, with their readers' number.

    The contents stay in the database: a list shows numbers and dates.
    """
    rows = ReportSnapshot.objects.visible_to(user)
    rows = rows if project is None else rows.filter(report__project=project)
    others = ~Q(readings__read_by=F("frozen_by"))
    counted = rows.annotate(readers=Count("readings__read_by", filter=others, distinct=True))
    found = counted.select_related("report__project", "frozen_by__person").defer("content", "inputs")
    return list(found.order_by("-report__as_of", "-frozen_at", "-id"))


def hidden_kinds(user: Any, project: Project | None) -> frozenset[str]:
    """Return the kinds of reports that a user does not have in a project, or company-wide."""
    hidden = hidden_subjects(user, project)
    return frozenset(str(kind) for kind, subject in NEEDS.items() if subject.value in hidden)


def hidden_subjects(user: Any, project: Project | None) -> frozenset[str]:
    """Return the subjects that a reader of reports may not read in a project, or company-wide."""
    guarded = (Subject.COST, Subject.DECISION, Subject.RISK, Subject.RESOURCE, Subject.CHARTER)
    return frozenset(subject.value for subject in guarded if _level(user, project, subject) < Level.READ)


def reads_reports(user: Any, project: Project | None) -> bool:
    """Return whether a user reads the reports of a project, or the company's."""
    return _level(user, project, Subject.REPORT) >= REPORT_READ


def _level(user: Any, project: Project | None, subject: Subject) -> Level:
    return company_level(user, subject) if project is None else level_in(user, project, subject)


@dataclass(frozen=True, slots=True)
class Unread:
    """A report that nobody but its maker opened; ``cycles``: how often in a row."""

    key: str
    label: str
    cycles: int
    project: Project | None
    kind: str
    last: date


def unread(user: Any = None) -> list[Unread]:
    """Return the reports whose last two frozen editions nobody has read; ``user`` None: of all projects. One query."""
    rows = ReportSnapshot.objects.all() if user is None else ReportSnapshot.objects.visible_to(user)
    others = ~Q(readings__read_by=F("frozen_by"))
    counted = rows.annotate(readers=Count("readings__read_by", filter=others, distinct=True))
    editions: dict[tuple[int | None, str], list[ReportSnapshot]] = defaultdict(list)
    for found in counted.select_related("report__project").defer("content", "inputs").order_by("-report__as_of", "-id"):
        editions[found.report.project_id, found.report.kind].append(found)
    told = (_unread(group) for group in editions.values())
    return [u for u in told if u is not None and u.cycles >= CYCLES]


def _unread(group: list[ReportSnapshot]) -> Unread | None:
    cycles = 0
    for found in group:
        if getattr(found, "readers", 0):
            break
        cycles += 1
    report = group[0].report
    label = " ".join(filter(None, (report.project.code if report.project else "", str(report.get_kind_display()))))
    return Unread(f"{report.project_id or 0}-{report.kind}", label, cycles, report.project, report.kind, report.as_of)
