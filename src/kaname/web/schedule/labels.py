"""What people call the columns of an activity."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

LABELS: Mapping[str, Any] = {
    "name": _("name"),
    "wbs": _("WBS"),
    "kind": _("kind of row"),
    "duration": _("duration"),
    "start": _("start"),
    "finish": _("finish"),
    "elapsed": _("elapsed days"),
    "percent": _("percent complete"),
    "percent_complete": _("percent complete"),
    "actual_start": _("actual start"),
    "actual_finish": _("actual finish"),
    "constraint": _("constraint"),
    "constraint_date": _("constraint date"),
    "deadline": _("deadline"),
    "calendar": _("calendar"),
    "calendar_id": _("calendar"),
    "manual": _("scheduled by hand"),
    "active": _("active"),
    "resources": _("people"),
    "notes": _("notes"),
    "outline_level": _("level"),
}
