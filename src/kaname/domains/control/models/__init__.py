"""Tables of control."""

from kaname.domains.control.models.decision import Decision
from kaname.domains.control.models.issue import Issue
from kaname.domains.control.models.issue_step import IssueStep
from kaname.domains.control.models.support import SupportRequest, SupportTime

__all__ = ["Decision", "Issue", "IssueStep", "SupportRequest", "SupportTime"]
