"""Tables of core."""

from kaname.domains.core.models.audit_event import AuditEvent, AuditHead
from kaname.domains.core.models.job import Job
from kaname.domains.core.models.notification import Notification
from kaname.domains.core.models.organisation import Organisation
from kaname.domains.core.models.record import Record

__all__ = ["AuditEvent", "AuditHead", "Job", "Notification", "Organisation", "Record"]
