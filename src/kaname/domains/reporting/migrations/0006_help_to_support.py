"""What was kept as help of a red project becomes a support request."""

from collections import Counter
from typing import Any

from django.db import migrations

STATES = {"asked": "open", "offered": "accepted", "done": "done"}


def move(apps: Any, _editor: Any) -> None:
    """Make a support request of each; one that was closed by nobody known stays open or helped."""
    request, old = apps.get_model("control", "SupportRequest"), apps.get_model("reporting", "Help")
    numbers: Counter[int] = Counter()
    for row in old.objects.select_related("project").order_by("pk"):
        numbers[row.project_id] += 1
        state = STATES[row.state]
        if state == "done" and row.closed_by_id is None:
            state = "accepted" if row.offered_by_id and row.helper_id else "open"
        over = state == "done"
        made = request.objects.create(
            project_id=row.project_id,
            number=numbers[row.project_id],
            code=f"{row.project.code}-SR-{numbers[row.project_id]:04}",
            kind="recovery",
            state=state,
            need=row.need,
            helper_id=row.helper_id,
            offer=row.offer,
            until=row.until,
            accepted_at=row.offered_at,
            accepted_by_id=row.offered_by_id,
            outcome=row.outcome,
            closed_at=row.closed_at if over else None,
            closed_by_id=row.closed_by_id if over else None,
            created_by_id=row.created_by_id,
            updated_by_id=row.updated_by_id,
            version=row.version,
        )
        request.objects.filter(pk=made.pk).update(created_at=row.created_at, updated_at=row.updated_at)


class Migration(migrations.Migration):
    """Rows only; the old table goes with the next one."""

    dependencies = [("reporting", "0005_monthly_sending"), ("control", "0003_support_requests")]
    operations = [migrations.RunPython(move, migrations.RunPython.noop)]
