"""Tables of project."""

from kaname.domains.project.models.charter import Charter, Objective
from kaname.domains.project.models.closing import Closing
from kaname.domains.project.models.delegation import Delegation
from kaname.domains.project.models.parts import Deliverable, Phase, Stakeholder
from kaname.domains.project.models.project import Project, ProjectMember
from kaname.domains.project.models.team import Team
from kaname.domains.project.models.visit import Visit

__all__ = [
    "Charter",
    "Closing",
    "Delegation",
    "Deliverable",
    "Objective",
    "Phase",
    "Project",
    "ProjectMember",
    "Stakeholder",
    "Team",
    "Visit",
]
