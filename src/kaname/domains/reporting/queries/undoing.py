"""A user's own last edits: what each would put back, and why one no longer can be. A constant number of queries."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from kaname.domains.core.models import AuditEvent, Record
from kaname.domains.core.rules import key_of, values_before, why_not
from kaname.domains.project.models import Project
from kaname.domains.project.rules import know_roles
from kaname.domains.reporting.rules.undoing import EDIT, WAYS

MOST = 30
RECENT = timedelta(days=30)
_JOINED = {"leave": ("person",)}


@dataclass(frozen=True, slots=True)
class OwnEdit:
    """A write that its writer may take back; ``obstacle`` says why it cannot be now, None where it can."""

    event: AuditEvent
    project: Project | None
    obstacle: str | None


def undoable_events(user: Any) -> QuerySet[AuditEvent]:
    """Return a user's own recent writes that have not been taken back, newest first; never the undoing ones."""
    own = AuditEvent.objects.filter(actor_id=user.pk)
    undone = own.filter(undoes__isnull=False).values("undoes")
    own = own.filter(at__gte=timezone.now() - RECENT)
    return own.filter(verb__in=WAYS, undoes=None).exclude(sequence__in=undone).order_by("-sequence")


def own_edits(user: Any) -> list[OwnEdit]:
    """Return a user's last edits, newest first; those whose rows they may no longer edit are not there."""
    events = list(undoable_events(user)[:MOST])
    keys = {e.project_id for e in events if e.project_id is not None}
    projects = Project.objects.visible_to(user).select_related("unit").in_bulk(keys)
    know_roles(user, projects.values())
    rows = _rows(events)
    found: list[OwnEdit] = []
    newest: set[int | None] = set()
    for event in events:
        way = WAYS[event.verb]
        project = projects.get(event.project_id or 0)
        if event.project_id is not None and project is None:
            continue
        row = rows.get((way.model, key_of(event)))
        if not way.may(user, project, row or way.model(**values_before(event, way.model))):
            continue
        found.append(OwnEdit(event, project, _obstacle(event, row, newest)))
    return found


def _obstacle(event: AuditEvent, row: Record | None, newest: set[int | None]) -> str | None:
    """Return what stands in the way; edits of a plan are taken back one after the other, the newest first."""
    if event.verb != EDIT:
        return why_not(event, row)
    first = event.subject_id not in newest
    newest.add(event.subject_id)
    if row is None:
        return _("It is not there any more.")
    return None if first else _("Take your later edit of this plan back first.")


def _rows(events: Iterable[AuditEvent]) -> dict[tuple[type[Record], int | None], Record]:
    wanted: dict[type[Record], set[int]] = defaultdict(set)
    for event in events:
        key = key_of(event)
        if key is not None:
            wanted[WAYS[event.verb].model].add(key)
    found: dict[tuple[type[Record], int | None], Record] = {}
    for model, keys in wanted.items():
        joined = _JOINED.get(model._meta.model_name or "", ())  # noqa: SLF001 - the public way to a model's name
        manager = model._default_manager.select_related(*joined) if joined else model._default_manager  # noqa: SLF001 - the public manager
        found |= {(model, key): row for key, row in manager.in_bulk(keys).items()}
    return found
