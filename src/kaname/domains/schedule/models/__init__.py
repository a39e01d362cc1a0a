"""Tables of schedule."""

from kaname.domains.schedule.models.activity import Activity
from kaname.domains.schedule.models.assignment import Assignment
from kaname.domains.schedule.models.baseline import Baseline, BaselineActivity, MilestoneForecast
from kaname.domains.schedule.models.baseline_proposal import BaselineProposal
from kaname.domains.schedule.models.load_scenario import LoadScenario, ScenarioMove
from kaname.domains.schedule.models.management_effort import ManagementEffort
from kaname.domains.schedule.models.measurement import Inspection, Measurement
from kaname.domains.schedule.models.plan import Plan, PlanSource
from kaname.domains.schedule.models.plan_snapshot import PlanSnapshot
from kaname.domains.schedule.models.progress_date import ProgressDate
from kaname.domains.schedule.models.progress_record import ProgressRecord, RoundSnapshot
from kaname.domains.schedule.models.relation import Relation
from kaname.domains.schedule.models.reporting_round import ExpectedReport, ReportingRound, RoundCycle, RoundLink
from kaname.domains.schedule.models.required_skill import RequiredSkill

__all__ = [
    "Activity",
    "Assignment",
    "Baseline",
    "BaselineActivity",
    "BaselineProposal",
    "ExpectedReport",
    "Inspection",
    "LoadScenario",
    "ManagementEffort",
    "Measurement",
    "MilestoneForecast",
    "Plan",
    "PlanSnapshot",
    "PlanSource",
    "ProgressDate",
    "ProgressRecord",
    "Relation",
    "ReportingRound",
    "RequiredSkill",
    "RoundCycle",
    "RoundLink",
    "RoundSnapshot",
    "ScenarioMove",
]
