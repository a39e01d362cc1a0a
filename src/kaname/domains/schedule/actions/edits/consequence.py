"""What edits do to the plan, in numbers and in one sentence."""

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kaname.domains.core.names import reads_english
from kaname.domains.schedule.actions.edits.outcome import Consequence
from kaname.domains.schedule.bridge.state import PlanState
from kaname.domains.schedule.bridge.time_of import project_days


def differing(before: PlanState, after: PlanState) -> set[int]:
    """Return the activities that were there before and whose computed values differ now."""
    if before.order == after.order and before.answer.dates and after.answer.dates:
        different = np.zeros(len(after.order), np.bool_)
        for name in ("start", "finish", "late_start", "late_finish", "total_float", "free_float", "critical"):
            old, new = getattr(before.answer.dates, name), getattr(after.answer.dates, name)
            different |= old[: len(after.order)] != new[: len(after.order)]
        return {after.order[i] for i in np.flatnonzero(different)}
    old_values = dict(zip(before.order, zip(*before.columns, strict=True), strict=True))
    fresh = zip(after.order, zip(*after.columns, strict=True), strict=True)
    return {pk for pk, values in fresh if pk in old_values and old_values[pk] != values}


def consequence_of(before: PlanState, after: PlanState, changed: set[int]) -> Consequence:
    """Return the consequence of going from one state to the other."""
    moved = newly = 0
    old, new = (tuple(state.columns[c] for c in (0, 1, 6)) for state in (before, after))
    for pk in changed:
        i, j = before.position[pk], after.position[pk]
        if after.activities[pk]["kind"] != "summary":
            moved += old[0][i] != new[0][j] or old[1][i] != new[1][j]
            newly += new[2][j] and not old[2][i]
    candidates = {*changed, *_with_new_deadline(before, after)}
    missed = [pk for pk in candidates if _misses(after, pk) and not _misses(before, pk)]
    found = Consequence(before.finish, after.finish, moved, newly, sorted(missed, key=lambda pk: after.position[pk]))
    found.sentence = _sentence(found, after)
    return found


def _with_new_deadline(before: PlanState, after: PlanState) -> set[int]:
    if before.activities is after.activities:
        return set()
    return {
        pk
        for pk, row in after.activities.items()
        if row["deadline"] is not None and before.activities.get(pk) is not row
    }


def _misses(state: PlanState, pk: int) -> bool:
    row = state.activities.get(pk)
    if row is None or row["deadline"] is None or row["actual_finish"] is not None:
        return False
    finish = state.computed(pk, "finish")
    return finish is not None and finish > row["deadline"]


def _sentence(found: Consequence, after: PlanState) -> str:
    parts = [_finish_sentence(found, after)]
    if found.moved:
        parts.append(
            ngettext("%(count)s activity moves.", "%(count)s activities move.", found.moved) % {"count": found.moved}
        )
    if found.newly_critical:
        message = ngettext(
            "%(count)s activity becomes critical.", "%(count)s activities become critical.", found.newly_critical
        )
        parts.append(message % {"count": found.newly_critical})
    if found.deadlines_missed:
        count = len(found.deadlines_missed)
        message = ngettext("%(count)s deadline is missed.", "%(count)s deadlines are missed.", count)
        parts.append(message % {"count": count})
    return _join(parts)


def with_overloads(found: Consequence) -> str:
    """Return the sentence with who is loaded beyond their time."""
    if not found.overloads:
        return found.sentence
    worst = found.overloads[0]
    said = _("%(name)s is loaded to %(load)s %% in the week of %(week)s.")
    week = worst.week if reads_english() else worst.week.replace("-", "/")  # as the dates beside it
    return _join([found.sentence, said % {"name": worst.name, "load": worst.load, "week": week}])


def _join(parts: list[str]) -> str:
    return ("" if any("。" in p for p in parts) else " ").join(parts)


def _finish_sentence(found: Consequence, after: PlanState) -> str:
    if found.finish_before is None or found.finish_after is None or found.finish_before == found.finish_after:
        return _("The finish does not move.")
    later = found.finish_after > found.finish_before
    first, last = sorted((found.finish_before, found.finish_after))
    days = project_days(after, first, last)
    if days < 0.05:
        return _("The finish moves later within the day.") if later else _("The finish moves earlier within the day.")
    shown = f"{days:g}"
    if later:
        return ngettext(
            "The finish moves %(days)s day later.", "The finish moves %(days)s days later.", round(days)
        ) % {"days": shown}
    return ngettext(
        "The finish moves %(days)s day earlier.", "The finish moves %(days)s days earlier.", round(days)
    ) % {"days": shown}
