"""Tables of reporting."""

from kaname.domains.reporting.models.analysis import Analysis, AnalysisRun
from kaname.domains.reporting.models.analysis_sending import AnalysisDelivery, AnalysisSchedule
from kaname.domains.reporting.models.answers import Explanation
from kaname.domains.reporting.models.forecast import ForecastSnapshot
from kaname.domains.reporting.models.health import HealthSnapshot
from kaname.domains.reporting.models.project_day import ProjectDay
from kaname.domains.reporting.models.promise import Promise
from kaname.domains.reporting.models.report import Report
from kaname.domains.reporting.models.report_sending import ReportDelivery, ReportSchedule
from kaname.domains.reporting.models.report_snapshot import ReportReading, ReportSnapshot
from kaname.domains.reporting.models.report_template import ReportTemplate

__all__ = [
    "Analysis",
    "AnalysisDelivery",
    "AnalysisRun",
    "AnalysisSchedule",
    "Explanation",
    "ForecastSnapshot",
    "HealthSnapshot",
    "ProjectDay",
    "Promise",
    "Report",
    "ReportDelivery",
    "ReportReading",
    "ReportSchedule",
    "ReportSnapshot",
    "ReportTemplate",
]
