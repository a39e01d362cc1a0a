"""Tables of control."""

from kaname.domains.control.models.decision import Decision
from kaname.domains.control.models.support import SupportRequest, SupportTime

__all__ = ["Decision", "SupportRequest", "SupportTime"]
