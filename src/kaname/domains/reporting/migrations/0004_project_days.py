"""What projects were on the dates that were frozen before analyses came: by what is known of them now, and marked so."""

from datetime import date, timedelta

from django.db import migrations

AT_ONCE = 500


def assume(apps, _editor):
    """Write a row beside every health snapshot; project managers by their periods, the rest as it stands."""
    snapshots = apps.get_model("reporting", "HealthSnapshot").objects.filter(project_day=None).order_by("pk")
    day_of = apps.get_model("reporting", "ProjectDay")
    rows = apps.get_model("schedule", "Plan").objects.values_list("project_id", "start", "activity_count")
    plans = {key: (start, count) for key, start, count in rows}
    held = {}
    members = apps.get_model("project", "ProjectMember").objects.filter(role="project_manager").order_by("valid_from")
    for key, *rest in members.values_list("project_id", "valid_from", "valid_to", "person_id", "person__unit_id"):
        held.setdefault(key, []).append(rest)
    made = []
    for snapshot in snapshots.select_related("project").defer("axes").iterator(chunk_size=AT_ONCE):
        made.append(_row(day_of, snapshot, plans, held.get(snapshot.project_id, ())))
        if len(made) == AT_ONCE:
            day_of.objects.bulk_create(made)
            made = []
    day_of.objects.bulk_create(made)


def _row(day_of, snapshot, plans, held):
    project, day, facts = snapshot.project, snapshot.as_of, snapshot.facts
    start, count = plans.get(project.pk, (None, 0))
    began = None if start is None else date(1970, 1, 1) + timedelta(days=start // 14400)
    manager = [(person, unit) for first, last, person, unit in held if first <= day and (last is None or last >= day)]
    slip = facts.get("slip")
    return day_of(
        snapshot=snapshot,
        project=project,
        as_of=day,
        kind=project.project_type,
        status=project.status,
        condition=project.condition,
        unit_id=project.unit_id,
        manager_id=manager[-1][0] if manager else None,
        manager_unit_id=manager[-1][1] if manager else None,
        started_on=began,
        quarter=None if began is None else date(began.year, (began.month - 1) // 3 * 3 + 1, 1),
        week=None if began is None else max((day - began).days // 7, 0),
        activities=count or 0,
        overdue=facts.get("overdue_count") or 0,
        percent=facts.get("percent_complete"),
        planned=facts.get("planned_percent"),
        slip=None if slip is None else round(slip),
        assumed=True,
    )


class Migration(migrations.Migration):
    """Rows only."""

    dependencies = [("reporting", "0003_analysis"), ("schedule", "0006_rounds_immutable")]
    operations = [migrations.RunPython(assume, migrations.RunPython.noop)]
