"""The ledger of promises: what every method said on a frozen date, and the project manager's own date."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.actions import audit
from kaname.domains.core.instants import finish_date_of
from kaname.domains.core.queries import today
from kaname.domains.people.enums import Subject
from kaname.domains.project.models import Project
from kaname.domains.project.rules import check_write
from kaname.domains.reporting.enums import Method
from kaname.domains.reporting.models import HealthSnapshot, Promise

LATEST = date(2999, 12, 31)


def keep(snapshots: Iterable[HealthSnapshot], by: Any) -> None:
    """Keep what baseline, critical path, IEAC(t) and EAC say on the day of the snapshots."""
    add([row for snapshot in snapshots for row in _of(snapshot)], by)


def _of(snapshot: HealthSnapshot) -> Iterable[Promise]:
    facts = snapshot.facts
    for method, name in ((Method.BASELINE, "baseline_finish"), (Method.CPM, "finish")):
        if facts.get(name) is not None:
            yield _row(snapshot, method, day=finish_date_of(facts[name]))
    if facts.get("finish_ieac"):
        yield _row(snapshot, Method.IEAC_T, day=date.fromisoformat(facts["finish_ieac"]))
    elif facts.get("ieac_t") is not None:
        yield _row(snapshot, Method.IEAC_T, day=min(finish_date_of(facts["ieac_t"]), LATEST))
    if facts.get("eac") is not None and facts.get("unit") == "yen":
        yield _row(snapshot, Method.EAC, amount=round(facts["eac"]))


def _row(snapshot: HealthSnapshot, method: Method, **values: Any) -> Promise:
    return Promise(project_id=snapshot.project_id, as_of=snapshot.as_of, method=method, **values)


def add(rows: list[Promise], by: Any) -> list[Promise]:
    """Write promises that are new or differ from what the same method said on the same day; part of a larger write."""
    held: dict[tuple[int, date, str, str], Promise] = {}
    known = Promise.objects.filter(project__in={r.project_id for r in rows}, as_of__in={r.as_of for r in rows})
    for row in known.order_by("revision"):
        held[row.project_id, row.as_of, row.method, row.uid] = row
    fresh, now = [], timezone.now()
    for row in rows:
        before = held.get((row.project_id, row.as_of, str(row.method), row.uid))
        if before is None or (before.day, before.amount) != (row.day, row.amount):
            row.revision = before.revision + 1 if before else 1
            row.taken_at, row.taken_by = now, by
            fresh.append(row)
    return Promise.objects.bulk_create(fresh, batch_size=500)


@transaction.atomic
def state(*, project: Project, finish: date, by: Any) -> Promise | None:
    """Say by when the project will be done, in the judgement of its manager; None where that was said today already."""
    check_write(by, project, Subject.PROJECT)
    if not date(2000, 1, 1) <= finish <= LATEST:
        raise ValidationError({"finish": _("Enter a day that lies in this project's time.")})
    written = add([Promise(project=project, as_of=today(), method=Method.PM, day=finish)], by)
    if not written:
        return None
    after = {"finish": finish, "as_of": today()}
    audit.record(verb="promise.state", subject=project, by=by, after=after, project_id=project.pk)
    return written[0]
