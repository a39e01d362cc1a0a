"""PlanSnapshot: everything a plan was made of on a closed report date, so that it can be read and computed again."""

from django.db import models

from kaname.domains.schedule.models.progress_date import ProgressDate


class PlanSnapshot(models.Model):
    """Written with its ProgressDate, never changed. ``content``: the plan's options and its rows, ``frame``: calendars,
    resources and what it waited for in other projects, both compressed (bridge.frozen). ``assigned``: who was to do
    what, apart so that the load of 500 projects reads no more than that: [uid, name, English name, resource, units,
    work in ticks, tentative].
    """

    progress_date = models.OneToOneField(ProgressDate, models.CASCADE, related_name="snapshot")
    content = models.BinaryField()
    frame = models.BinaryField()
    assigned = models.JSONField(default=list)

    def __str__(self) -> str:
        """Return plan and day."""
        return str(self.progress_date)
