"""Decisions as they stood at the end of a day: what was written later is taken back.

The log of changes keeps what every write replaced, so texts, options, decider and dates are those of then too. Rows
that came without a log have their own times: what is dated later is taken away from them. Rights are those of today.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from kaname.domains.control.enums import DecisionState
from kaname.domains.control.models import Decision
from kaname.domains.control.queries.stamps import midnight
from kaname.domains.core.models import AuditEvent
from kaname.domains.core.rules import values_before
from kaname.domains.people.enums import Level, Subject
from kaname.domains.people.models import Person
from kaname.domains.project.models import Project
from kaname.domains.schedule.models import Activity

TYPE = Decision._meta.label_lower  # noqa: SLF001 - the public way to a model's name
PEOPLE = ("decider", "decided_by")
"""Who stands in lists."""
ANSWER: dict[str, Any] = {
    "state": DecisionState.RAISED, "decided_at": None, "decided_by_id": None, "chosen": "", "reason": "",
    "reason_en": "", "dissent": "", "dissent_en": "",
}  # fmt: skip
"""What a question has before it is answered."""
LINKED, LOOSENED = "decision.hold_up", "decision.let_go"


def end_of(day: date) -> datetime:
    """Return the moment at which a day is over in Japan."""
    return midnight(day + timedelta(days=1))


def asked_until(rows: QuerySet[Decision], day: date) -> QuerySet[Decision]:
    """Return those of the decisions that had been put before somebody by the end of a day."""
    return rows.filter(raised_at__lt=end_of(day))


def turned_back(rows: Iterable[Decision], day: date, project: Project | None = None) -> list[Decision]:
    """Return decisions, read to be shown and not to be saved, as they stood at the end of a day.

    ``project``: all are of it. Two queries, however many there are.
    """
    found, later = list(rows), _later(day, project)
    for row in found:
        for event in later.get(row.pk, ()):
            for name, value in values_before(event, Decision).items():
                setattr(row, name, value)
        _as_dated(row, end_of(day))
    _name_people(found)
    return found


def visible_then(user: Any, rows: Iterable[Decision]) -> list[Decision]:
    """Return what a reader of decisions that stood so may see: who reads in part, only what was open to them then."""
    whole = set(Project.objects.visible_to(user, Subject.DECISION, Level.READ).values_list("pk", flat=True))
    opened = DecisionState.RAISED, DecisionState.DECIDED
    return [d for d in rows if d.project_id in whole or (d.open_to_client and d.state in opened)]


def links_then(decisions: QuerySet[Decision], day: date) -> set[tuple[int, int]]:
    """Return (decision, activity) of what waited at the end of a day, of activities that their plan still has.

    The log tells a link by the activity's uid; older events tell it by the name only. Three queries.
    """
    through = Decision.blocked.through.objects
    pairs = set(through.filter(decision__in=decisions.values("pk")).values_list("decision_id", "activity_id"))
    told = [e for events in _later(day).values() for e in events if e.verb in (LINKED, LOOSENED)]
    wanted = set(decisions.values_list("pk", flat=True)) if told else set()
    told = sorted((e for e in told if e.subject_id in wanted), key=lambda e: -e.sequence)
    keys = _keys_told(told)
    for event in told:
        for key in keys.get((event.project_id, _told(event)), ()):
            pair = (event.subject_id or 0, key)
            (pairs.discard if event.verb == LINKED else pairs.add)(pair)
    return pairs


def _told(event: AuditEvent) -> str:
    after = event.after or {}
    return str(after.get("uid") or after.get("activity") or "")


def _keys_told(events: list[AuditEvent]) -> dict[tuple[int | None, str], list[int]]:
    """Return the keys of the activities that events tell of, by project and by uid as by name."""
    if not events:
        return {}
    told = {_told(event) for event in events}
    rows = Activity.objects.filter(Q(uid__in=told) | Q(name__in=told))
    rows = rows.filter(plan__project__in={event.project_id for event in events})
    found: dict[tuple[int | None, str], list[int]] = {}
    for key, project, uid, name in rows.order_by("pk").values_list("pk", "plan__project_id", "uid", "name"):
        for word in {uid, name} & told:
            found.setdefault((project, word), []).append(key)
    return found


def _later(day: date, project: Project | None = None) -> dict[int, list[AuditEvent]]:
    """Return by decision what the log tells after a day, newest first."""
    events = AuditEvent.objects.filter(subject_type=TYPE, at__gte=end_of(day))
    if project is not None:
        events = events.filter(project_id=project.pk)
    found: dict[int, list[AuditEvent]] = {}
    for event in events.order_by("-sequence"):
        found.setdefault(event.subject_id or 0, []).append(event)
    return found


def _as_dated(row: Decision, end: datetime) -> None:
    """Take away what is dated later and no event took back."""
    if row.decided_at is not None and row.decided_at >= end:
        for name, value in ANSWER.items():
            setattr(row, name, value)
    if row.escalated_at is not None and row.escalated_at >= end:
        row.escalated_at, row.escalated_to, row.escalated_by_id = None, "", None


def _name_people(rows: list[Decision]) -> None:
    """Read at once the people who stand in a row again."""
    wanted = {
        key
        for row in rows
        for name in PEOPLE
        if (key := getattr(row, f"{name}_id")) is not None and not Decision._meta.get_field(name).is_cached(row)  # type: ignore[union-attr] # noqa: SLF001 - a foreign key
    }
    people = Person.objects.in_bulk(wanted) if wanted else {}
    for row in rows:
        for name in PEOPLE:
            if (person := people.get(getattr(row, f"{name}_id"))) is not None:
                setattr(row, name, person)
