"""The outline after rows were added, deleted or moved: levels, parents, summaries, WBS codes."""

from django.utils.translation import gettext as _

from kaname.domains.schedule.actions.edits.draft import Draft
from kaname.domains.schedule.actions.edits.reading import Impossible
from kaname.domains.schedule.bridge.state import PlanState
from kaname.domains.schedule.enums import ActivityKind
from kaname.exchange.comparison import outline_numbers

_DEEPEST = 60


def checked_level(draft: Draft, below: int | None, level: int) -> int:
    """Return the level of a row that stands below another: at most one deeper."""
    deepest = 1 if below is None else draft.activity(below)["outline_level"] + 1
    if not 0 < level <= min(deepest, _DEEPEST):
        raise Impossible(_("A row is at most one level deeper than the row above it."))
    return level


def settle(draft: Draft) -> None:
    """Make parents, summaries and WBS codes follow the levels."""
    if draft.structural:
        numbered = outline_codes(draft.state) if draft.state.order else True
        settle_parents(draft)
        _settle_codes(draft, numbered)


def settle_parents(draft: Draft) -> None:
    """Give every row the parent that its level says; a row gets or loses its place as a summary with its children."""
    above: list[int] = []
    parents: set[int] = set()
    for pk in draft.order:
        row = draft.activity(pk)
        while above and draft.activity(above[-1])["outline_level"] >= row["outline_level"]:
            above.pop()
        parent = above[-1] if above else None
        if row["parent_id"] != parent:
            draft.put("activity", pk, parent_id=parent)
        if parent is not None:
            parents.add(parent)
        above.append(pk)
    had = {row["parent_id"] for row in draft.state.activities.values()}
    for pk in draft.order:
        if pk in parents and not draft.is_summary(pk):
            _begin_summing(draft, pk)
        elif pk not in parents and draft.is_summary(pk) and pk in had:
            draft.put("activity", pk, kind=str(ActivityKind.TASK))


def _begin_summing(draft: Draft, pk: int) -> None:
    """Make a row a summary: what was said of its own work does not hold any more."""
    draft.put(
        "activity",
        pk,
        kind=str(ActivityKind.SUMMARY),
        constraint="ASAP",
        constraint_date=None,
        actual_start=None,
        actual_finish=None,
        remaining_duration=None,
        actual_duration=None,
        manual=False,
    )


def outline_codes(state: PlanState) -> bool:
    """Tell whether a plan's WBS codes are its outline numbers, which are counted anew after a move."""
    levels = [state.activities[pk]["outline_level"] for pk in state.order]
    return [state.activities[pk]["wbs"] for pk in state.order] == outline_numbers(levels)


def _settle_codes(draft: Draft, numbered: bool) -> None:
    if numbered:
        levels = [draft.activity(pk)["outline_level"] for pk in draft.order]
        for pk, code in zip(draft.order, outline_numbers(levels), strict=True):
            if draft.activity(pk)["wbs"] != code:
                draft.put("activity", pk, wbs=code)
        return
    used = {row["wbs"] for row in draft.rows["activity"].values()}
    for pk in draft.order:
        row = draft.activity(pk)
        parent = draft.activity(row["parent_id"])["wbs"] if row["parent_id"] is not None else ""
        if row["wbs"] or (row["parent_id"] is not None and not parent):
            continue
        number = 1
        while (code := f"{parent}.{number}" if parent else str(number)) in used:
            number += 1
        used.add(code)
        draft.put("activity", pk, wbs=code[:100])
