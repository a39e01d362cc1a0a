"""Tables of quality."""

from kaname.domains.quality.models.defect import Defect, DefectStep
from kaname.domains.quality.models.gate import Gate, GateCondition, GateStep
from kaname.domains.quality.models.measure import Measure, Reading
from kaname.domains.quality.models.metric import Metric

__all__ = ["Defect", "DefectStep", "Gate", "GateCondition", "GateStep", "Measure", "Metric", "Reading"]
