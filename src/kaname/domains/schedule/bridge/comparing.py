"""A plan's rows beside the next version of its file: the three-way comparison of kaname.exchange."""

from collections.abc import Mapping

from kaname.domains.schedule.bridge.packing import unpack
from kaname.domains.schedule.bridge.reading import document_of
from kaname.domains.schedule.models import Plan, PlanSource
from kaname.exchange.comparison import Change, Decision, FieldChange, Kind, Merge, Side, Standing, merge
from kaname.exchange.document import PlanDocument

__all__ = [
    "Change",
    "Decision",
    "FieldChange",
    "Kind",
    "Merge",
    "PlanDocument",
    "Side",
    "Standing",
    "merged",
]


def merged(plan: Plan, source: PlanSource | None, theirs: PlanDocument, decisions: Mapping[str, Decision]) -> Merge:
    """Return the plan with what is new in a file; a plan that no file made is compared with itself as the base."""
    ours = document_of(plan)
    base = unpack(bytes(source.document), source.name) if source is not None else ours
    return merge(base, theirs, ours, decisions)
