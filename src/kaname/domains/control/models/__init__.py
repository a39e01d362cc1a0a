"""Tables of control."""

from kaname.domains.control.models.decision import Decision

__all__ = ["Decision"]
