"""Reporting rounds: which is open, which froze last, who has reported and who has not."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from kaname.domains.people.enums import Level, Subject
from kaname.domains.people.models import Person
from kaname.domains.project.models import Project
from kaname.domains.schedule.enums import ReportStatus, ReportWay, RoundStatus
from kaname.domains.schedule.models import ExpectedReport, ReportingRound

SUBJECT = Subject.REPORT
"""Who reads reports of a project sees who has reported in it."""

_LARGE = tuple(f"plan__{name}" for name in ("extras", "options", "driver", "dcma", "problems", "health_reasons"))


def current_round() -> ReportingRound | None:
    """Return the round that collects, or is being frozen; None between rounds."""
    return ReportingRound.objects.exclude(status=RoundStatus.FROZEN).order_by("-number").first()


def latest_frozen(as_of: date | None = None) -> ReportingRound | None:
    """Return the newest frozen round, up to a day where one is given."""
    found = ReportingRound.objects.filter(status=RoundStatus.FROZEN).order_by("-as_of")
    return (found if as_of is None else found.filter(as_of__lte=as_of)).first()


@dataclass(frozen=True, slots=True)
class Standing:
    """Who is expected, whose report is in, whose is missing (not received, or sent back)."""

    expected: list[ExpectedReport]
    received: list[ExpectedReport]
    missing: list[ExpectedReport]


def standing(round_: ReportingRound, project: Project | None = None) -> Standing:
    """Return the standing of a round, of one project or of all; one query."""
    rows = expected_reports(round_)
    expected = list(rows if project is None else rows.filter(plan__project=project))
    received = [row for row in expected if row.status == ReportStatus.RECEIVED]
    return Standing(expected, received, [row for row in expected if row.status != ReportStatus.RECEIVED])


def expected_reports(round_: ReportingRound) -> QuerySet[ExpectedReport]:
    """Return a round's expected reports with their people and projects; of the plans only what is small."""
    rows = ExpectedReport.objects.filter(round=round_).defer(*_LARGE)
    return rows.select_related("person", "person__user", "plan__project").order_by(
        "plan__project__code", "person__code"
    )


def visible_reports(user: Any, round_: ReportingRound, needed: Level = Level.READ) -> QuerySet[ExpectedReport]:
    """Return the expected reports of the projects whose reports a user may read (or more)."""
    readable = Project.objects.visible_to(user, SUBJECT, needed)
    return expected_reports(round_).filter(plan__project__in=readable)


def counts(rows: QuerySet[ExpectedReport]) -> dict[str, int]:
    """Return how many reports are expected, received, late, by proxy, unchanged, sent back, missing; one query."""
    received = Q(status=ReportStatus.RECEIVED)
    found = rows.order_by().aggregate(
        expected=Count("pk"),
        received=Count("pk", filter=received),
        on_time=Count("pk", filter=received & Q(late=False)),
        late=Count("pk", filter=received & Q(late=True)),
        proxy=Count("pk", filter=received & Q(way=ReportWay.PROXY)),
        unchanged=Count("pk", filter=received & Q(unchanged=True)),
        returned=Count("pk", filter=Q(status=ReportStatus.RETURNED)),
        projects=Count("plan", distinct=True),
        people=Count("person", distinct=True),
    )
    return {**found, "missing": found["expected"] - found["received"]}


def asked_of(person: Person, round_: ReportingRound) -> list[ExpectedReport]:
    """Return what a round asks of a person, project by project."""
    return list(expected_reports(round_).filter(person=person))


def person_of(user: Any) -> Person | None:
    """Return whose account it is."""
    return Person.objects.filter(user_id=getattr(user, "pk", None) or -1).first()
