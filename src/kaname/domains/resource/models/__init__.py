"""Tables of resource."""

from kaname.domains.resource.models.calendar import CalendarException, WorkCalendar
from kaname.domains.resource.models.resource import Leave, Resource, ResourceRate

__all__ = ["CalendarException", "Leave", "Resource", "ResourceRate", "WorkCalendar"]
