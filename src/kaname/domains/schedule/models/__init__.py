"""Tables of schedule."""

from kaname.domains.schedule.models.activity import Activity
from kaname.domains.schedule.models.assignment import Assignment
from kaname.domains.schedule.models.baseline import Baseline, BaselineActivity, MilestoneForecast
from kaname.domains.schedule.models.plan import Plan, PlanSource
from kaname.domains.schedule.models.progress_date import ProgressDate
from kaname.domains.schedule.models.relation import Relation

__all__ = [
    "Activity",
    "Assignment",
    "Baseline",
    "BaselineActivity",
    "MilestoneForecast",
    "Plan",
    "PlanSource",
    "ProgressDate",
    "Relation",
]
