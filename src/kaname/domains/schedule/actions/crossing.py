"""Plans that wait for other plans: what an edit here moves there, in the order in which plans wait."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from kaname.domains.core.actions import notices
from kaname.domains.core.names import spoken
from kaname.domains.core.queries import today
from kaname.domains.people.enums import Role
from kaname.domains.people.rules import held_on
from kaname.domains.project.models import Project, ProjectMember
from kaname.domains.project.queries import schedules_seen_by
from kaname.domains.schedule.actions import recalculation
from kaname.domains.schedule.bridge.outside import outside_of
from kaname.domains.schedule.bridge.state import PlanState, load_state, state_of
from kaname.domains.schedule.enums import SignOff
from kaname.domains.schedule.models import Plan, Relation

_TICKS_A_DAY = 14400


@dataclass(frozen=True, slots=True)
class OtherProject:
    """A plan that waits for this one, and what the edit does to its finish."""

    code: str
    name: str
    finish_before: int | None
    finish_after: int | None


class GoesRound(Exception):
    """Plans would wait for each other in a circle; ``codes`` of the projects, the first one again at the end."""

    def __init__(self, codes: list[str]) -> None:
        """Keep the circle."""
        super().__init__(" → ".join(codes))
        self.codes = codes


def waits() -> dict[int, set[int]]:
    """Return by plan the plans that wait for it, by relations that both sides agreed."""
    found: dict[int, set[int]] = {}
    rows = Relation.objects.filter(crosses=True, sign_off=SignOff.AGREED).order_by()
    for giving, receiving in rows.values_list("predecessor__plan_id", "plan_id").distinct():
        found.setdefault(giving, set()).add(receiving)
    return found


def in_order(after: dict[int, set[int]], start: int) -> list[int]:
    """Return the plans that wait for one, also through others, each behind those it waits for. O(relations)."""
    done: list[int] = []
    seen: set[int] = set()
    stack: list[tuple[int, Iterable[int]]] = [(start, iter(sorted(after.get(start, ()))))]
    seen.add(start)
    while stack:
        plan, rest = stack[-1]
        following = next((p for p in rest if p not in seen), None)
        if following is None:
            done.append(plan)
            stack.pop()
        else:
            seen.add(following)
            stack.append((following, iter(sorted(after.get(following, ())))))
    return done[::-1][1:]


def check_no_circle(giving: Plan, receiving: Plan) -> None:
    """Raise GoesRound where the giving plan already waits for the receiving one."""
    after = waits()
    path = _path(after, receiving.pk, giving.pk)
    if path is not None:
        codes = dict(Plan.objects.filter(pk__in=[*path, giving.pk]).values_list("pk", "project__code"))
        raise GoesRound([codes[giving.pk], *(codes[p] for p in path)])


def _path(after: dict[int, set[int]], start: int, goal: int) -> list[int] | None:
    """Return a shortest way from one plan to another along what waits for what."""
    ways: dict[int, list[int]] = {start: [start]}
    queue = [start]
    while queue:
        plan = queue.pop(0)
        if plan == goal:
            return ways[plan]
        for following in sorted(after.get(plan, ())):
            if following not in ways:
                ways[following] = [*ways[plan], following]
                queue.append(following)
    return None


def recalculate_followers(after: PlanState, by: Any) -> list[OtherProject]:
    """Schedule the plans that wait for an edited one, tell their project managers, return those the user may see."""
    if not _has_followers(after.plan):
        return []
    found = []
    for pk in in_order(waits(), after.plan.pk):
        plan = Plan.objects.select_related("project").select_for_update(of=("self",)).get(pk=pk)
        finish = plan.finish
        recalculation.recalculate(plan)
        if plan.finish != finish:
            found.append((plan, OtherProject(plan.project.code, spoken(plan.project), finish, plan.finish)))
            tell_manager(after, plan, finish, by)
    return _visible(found, by)


def followers_if(after: PlanState, by: Any) -> list[OtherProject]:
    """Return what an edit would do to the plans that wait for the edited one; nothing is written."""
    if not _has_followers(after.plan):
        return []
    moved = _dates(after)
    found = []
    for pk in in_order(waits(), after.plan.pk):
        plan = Plan.objects.select_related("project").get(pk=pk)
        state = load_state(plan)
        state.outside = outside_of(plan, moved)
        moved |= _dates(state)
        ends = [end for end in state.columns[1] if end is not None]
        finish = max(ends, default=None)
        old = max((e for e in state_of(plan).columns[1] if e is not None), default=None)
        if finish != old:
            found.append((plan, OtherProject(plan.project.code, spoken(plan.project), old, finish)))
    return _visible(found, by)


def _has_followers(plan: Plan) -> bool:
    return Relation.objects.filter(predecessor__plan=plan, crosses=True, sign_off=SignOff.AGREED).exists()


def _dates(state: PlanState) -> dict[int, tuple[int | None, int | None]]:
    return {pk: (start, finish) for pk, start, finish in zip(state.order, *state.columns[:2], strict=True)}


def _visible(found: list[tuple[Plan, OtherProject]], by: Any) -> list[OtherProject]:
    if by is None or not found:
        return [other for _, other in found]
    seen = schedules_seen_by(by)
    return [other for plan, other in found if plan.project_id in seen]


def tell_manager(giving: PlanState, plan: Plan, finish_before: int | None, by: Any) -> None:
    """Tell the project manager of a plan that its forecast moved, and by which project."""
    user_id = manager_user(plan.project)
    if user_id is None or user_id == getattr(by, "pk", None):
        return
    moved = Relation.objects.filter(plan=plan, crosses=True, predecessor__plan=giving.plan).select_related(
        "predecessor"
    )
    first = moved.order_by("-predecessor__finish").first()
    days = round(((plan.finish or 0) - (finish_before or 0)) / _TICKS_A_DAY)
    notices.tell(
        user_id=user_id,
        kind="project.moved",
        params={
            "giving": giving.plan.project.code,
            "receiving": plan.project.code,
            "activity": first.predecessor.name if first else "",
            "activity_en": first.predecessor.name_en if first else "",
            "days": f"{days:+d}",
        },
        url=f"/projects/{plan.project.code}/gantt/",
    )


def manager_user(project: Project) -> int | None:
    """Return the account of the project manager in charge today."""
    held = ProjectMember.objects.filter(held_on(today()), project=project, role=Role.PROJECT_MANAGER)
    found: int | None = held.order_by("-valid_from").values_list("person__user_id", flat=True).first()
    return found
