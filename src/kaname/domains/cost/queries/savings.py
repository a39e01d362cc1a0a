"""The savings ledger (削減効果台帳): which claims count, which do not and why (mission row S31)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from kaname.domains.cost.enums import SavingState
from kaname.domains.cost.models import Saving
from kaname.domains.cost.queries.covering import shared

COUNTED, OPEN, REFUSED, OVERLAPS, TAKEN_BACK, OPPOSITE = (
    "counted", "open", "refused", "overlaps", "taken-back", "opposite",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """A claim with what it adds to the total and why; ``over``: the claim it overlaps, in ``shared`` work."""

    row: Saving
    why: str
    counts: int = 0
    over: Saving | None = None
    shared: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ledger:
    """Entries in their order; sums in yen: what counts, what waits for approval, what overlaps."""

    entries: Sequence[Entry]
    total: int
    waiting: int
    overlapping: int

    def of(self, why: str) -> list[Entry]:
        """Return the entries of one kind."""
        return [entry for entry in self.entries if entry.why == why]


def claims(rows: QuerySet[Saving]) -> QuerySet[Saving, Any]:
    """Return claims with all that a ledger shows of them, by project and number."""
    related = "project", "claimant", "judged_by", "withdraws", "withdrawn_by"
    return rows.select_related(*related).order_by("project__code", "number")


def ledger_of(rows: QuerySet[Saving]) -> Ledger:
    """Return the ledger of whole projects: overlaps are looked for among the rows given. One query."""
    return judged(list(claims(rows)))


def judged(rows: Sequence[Saving]) -> Ledger:
    """Return what each claim adds. O(n·k): each approved claim looks at those that count of the same activities.

    An approved claim counts unless it shares an account or an activity, and a day, with one that was approved before
    it: what was once reported as saved is not taken back by a later claim. Source: mission row S31.
    """
    approved = [r for r in rows if r.state == SavingState.APPROVED and not hasattr(r, "withdrawn_by")]
    found = {entry.row.pk: entry for entry in _counting(sorted(approved, key=lambda r: (r.judged_at, r.pk)))}
    entries = [found.get(row.pk) or Entry(row, _why(row)) for row in rows]
    waiting = sum(e.row.yen for e in entries if e.why == OPEN)
    overlapping = sum(e.row.yen for e in entries if e.why == OVERLAPS)
    return Ledger(entries, sum(e.counts for e in entries), waiting, overlapping)


def _counting(rows: Iterable[Saving]) -> Iterable[Entry]:
    by_key: dict[tuple[int, str], list[Saving]] = {}
    for row in rows:
        keys = [(row.project_id, key) for key in row.covers]
        before = next((o for key in keys for o in by_key.get(key, ()) if _same_days(o, row)), None)
        if before is not None:
            yield Entry(row, OVERLAPS, 0, before, tuple(shared(row.covers, before.covers)))
            continue
        yield Entry(row, COUNTED, row.yen)
        for key in keys:
            by_key.setdefault(key, []).append(row)


def _same_days(one: Saving, other: Saving) -> bool:
    return one.begins <= other.ends and other.begins <= one.ends


def _why(row: Saving) -> str:
    if row.state == SavingState.APPROVED:
        return TAKEN_BACK
    return {SavingState.CLAIMED: OPEN, SavingState.REFUSED: REFUSED}.get(SavingState(row.state), OPPOSITE)
