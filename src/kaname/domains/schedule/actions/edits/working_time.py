"""Working time on an activity's calendar, as the last schedule laid it out."""

from kaname.domains.schedule.actions.edits.draft import Draft
from kaname.domains.schedule.bridge.time_of import working_ticks


def duration_between(draft: Draft, pk: int, start: int, finish: int) -> int:
    """Return the ticks of work between two instants on an activity's calendar, elapsed ones for an elapsed duration."""
    if draft.activity(pk)["elapsed"] or pk not in draft.state.activities:
        return max(finish - start, 0)
    return working_ticks(draft.state, pk, start, finish)
