"""Tables of cost."""

from kaname.domains.cost.models.actual import Actual, ActualBatch
from kaname.domains.cost.models.budget_line import BudgetLine
from kaname.domains.cost.models.closed_month import ClosedMonth
from kaname.domains.cost.models.commitment import Commitment
from kaname.domains.cost.models.control_account import ControlAccount
from kaname.domains.cost.models.cost_baseline import CostBaseline, CostBaselineLine
from kaname.domains.cost.models.estimate import Estimate
from kaname.domains.cost.models.evm_snapshot import EvmSnapshot, VarianceExplanation
from kaname.domains.cost.models.reserve import Drawdown, Reserve
from kaname.domains.cost.models.saving import Saving

__all__ = [
    "Actual",
    "ActualBatch",
    "BudgetLine",
    "ClosedMonth",
    "Commitment",
    "ControlAccount",
    "CostBaseline",
    "CostBaselineLine",
    "Drawdown",
    "Estimate",
    "EvmSnapshot",
    "Reserve",
    "Saving",
    "VarianceExplanation",
]
