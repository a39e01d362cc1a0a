"""Requested edits put into a draft, in their order; every one that cannot be is told, not only the first."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from kaname.domains.schedule.actions.edits import outline
from kaname.domains.schedule.actions.edits.draft import Draft
from kaname.domains.schedule.actions.edits.fields import set_field
from kaname.domains.schedule.actions.edits.outcome import Refusal, Refused
from kaname.domains.schedule.actions.edits.reading import Impossible
from kaname.domains.schedule.actions.edits.rights import Rights
from kaname.domains.schedule.actions.edits.structure import OPERATIONS, anchor, reference
from kaname.domains.schedule.bridge.state import PlanState

MOST = 5000  # edits of one request: a pasted block


@dataclass(slots=True)
class Drafted:
    """A draft, and which changes each edit made: (edit, first change, last change)."""

    draft: Draft
    spans: list[tuple[int, int, int]] = field(default_factory=list)

    def edit_of(self, change: int) -> int | None:
        """Return the edit that made a change; None: it followed from the outline."""
        return next((edit for edit, first, last in self.spans if first <= change < last), None)


def drafted(state: PlanState, edits: Sequence[dict[str, Any]], rights: Rights, number: Callable[[str], int]) -> Drafted:
    """Return a draft with all edits made. Raises Refused with every reason."""
    made = Drafted(Draft(state, number))
    refusals: list[Refusal] = []
    if not isinstance(edits, list) or len(edits) > MOST or not all(isinstance(e, dict) for e in edits):
        raise Refused([Refusal(0, None, "", _("At most %(count)s edits at once.") % {"count": MOST})])
    for i, edit in enumerate(edits):
        first = len(made.draft.changes)
        try:
            _make(made.draft, edit, rights)
        except Impossible as impossible:
            refusals.append(Refusal(i, edit.get("id", edit.get("successor")), _field(edit), str(impossible)))
        made.spans.append((i, first, len(made.draft.changes)))
    if not refusals:
        outline.settle(made.draft)
    if refusals:
        raise Refused(refusals)
    return made


def _field(edit: dict[str, Any]) -> str:
    if edit.get("op") in ("link", "unlink", "relink"):
        return "predecessors"
    return str(edit.get("field", ""))


def _make(draft: Draft, edit: dict[str, Any], rights: Rights) -> None:
    operation = edit.get("op")
    if operation == "set":
        pk = reference(draft, edit.get("id"))
        rights.check(draft, pk, str(edit.get("field")))
        set_field(draft, pk, str(edit.get("field")), edit.get("after"))
        return
    way = OPERATIONS.get(str(operation))
    if way is None:
        raise Impossible(_("There is no such edit."))
    for pk in _touched(draft, edit):
        rights.check(draft, pk, "")
    way(draft, edit)


def _touched(draft: Draft, edit: dict[str, Any]) -> list[int]:
    """Return the rows whose owner must agree: those changed, the parent of one added, the later of two joined."""
    operation = edit["op"]
    if operation in ("unlink", "relink"):
        row = draft.rows["relation"].get(edit.get("id", 0))
        return [row["successor_id"]] if row else []
    if operation == "link":
        return [reference(draft, edit.get("successor"))]
    rows = [] if operation == "add" else [reference(draft, edit.get("id"))]
    if operation in ("add", "move"):
        level, above = edit.get("level", 1), anchor(draft, edit.get("after"))
        while above is not None and draft.activity(above)["outline_level"] >= level:
            above = _parent(draft, above)
        rows.append(above if above is not None else -1)
    return rows


def _parent(draft: Draft, pk: int) -> int | None:
    at, level = draft.order.index(pk), draft.activity(pk)["outline_level"]
    return next((p for p in reversed(draft.order[:at]) if draft.activity(p)["outline_level"] < level), None)
