"""The axes of health that a project's registers tell, as of a day: quality, issues and risk."""

from collections.abc import Mapping, Sequence
from datetime import date

from kaname.domains.project.models import Project
from kaname.domains.quality.queries.standing import standings
from kaname.domains.reporting.bridge.issues import issues_of
from kaname.domains.reporting.bridge.risks import risks_of
from kaname.domains.reporting.enums import Axis
from kaname.domains.reporting.rules import issues_axis, quality_axis, risk_axis
from kaname.domains.reporting.rules.axes import Judged
from kaname.domains.reporting.rules.limits import Limits


def of_registers(
    projects: Sequence[Project], limits: Mapping[str, Limits], as_of: date
) -> dict[int, dict[Axis, Judged]]:
    """Return, by project, the axes of its registers. ``limits``: by type of project. A constant number of queries."""
    issues = issues_of([p.pk for p in projects], as_of)
    risks = risks_of([p.pk for p in projects], as_of)
    quality = standings([p.pk for p in projects], as_of)
    return {
        p.pk: {
            Axis.QUALITY: quality_axis.quality(quality[p.pk], limits[p.project_type]),
            Axis.ISSUES: issues_axis.issues(issues.get(p.pk), limits[p.project_type]),
            Axis.RISK: risk_axis.risk(risks.get(p.pk)),
        }
        for p in projects
    }
