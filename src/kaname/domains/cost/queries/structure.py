"""How a project's money is built up: what is earned against, the reserves, and the whole (PMBOK, determine budget).

PMBOK's cost baseline is the control accounts' budgets with the contingency reserve; the management reserve lies outside
it, and both together are the project's budget. Earned value is measured against the control accounts alone (BAC): a
contingency that no work has been given cannot be earned, and would make every percentage too small. When it is drawn
and the next budget approved it becomes part of BAC; the sum stays the same. A drawn management reserve moves into the
cost baseline, which grows by it.
"""

from dataclasses import dataclass

from django.db.models import Sum

from kaname.domains.cost.enums import ReserveKind
from kaname.domains.cost.models import BudgetLine, CostBaseline, Drawdown, Reserve
from kaname.domains.project.models import Project


@dataclass(frozen=True, slots=True)
class Structure:
    """Amounts in yen. ``bac``: the budgets of the control accounts."""

    bac: int
    contingency: int
    management: int

    @property
    def cost_baseline(self) -> int:
        """What the project manager may spend: the accounts and the contingency that is left."""
        return self.bac + self.contingency

    @property
    def budget(self) -> int:
        """The whole, with the management reserve."""
        return self.cost_baseline + self.management


def structures(project: Project) -> tuple[Structure | None, Structure]:
    """Return the money as it was approved last, None before that, and as it is written now. Four queries.

    What was drawn after the approval still lies in its reserve as the approved budget sees it.
    """
    kept = dict(Reserve.objects.filter(project=project).order_by().values_list("kind").annotate(sum=Sum("yen")))
    draws = Drawdown.objects.filter(reserve__project=project).values_list("reserve__kind", "yen", "drawn_at")
    drawn = list(draws)
    written = BudgetLine.objects.filter(account__project=project).aggregate(sum=Sum("yen"))["sum"] or 0
    last = CostBaseline.objects.filter(project=project).order_by("-number").first()

    def left(kind: ReserveKind, approved: bool) -> int:
        seen = [yen for k, yen, at in drawn if k == kind and (not approved or (last and at <= last.created_at))]
        return int(kept.get(kind, 0)) - sum(seen)

    def built(bac: int, *, approved: bool) -> Structure:
        return Structure(bac, left(ReserveKind.CONTINGENCY, approved), left(ReserveKind.MANAGEMENT, approved))

    return None if last is None else built(last.yen, approved=True), built(written, approved=False)
