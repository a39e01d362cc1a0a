"""Whole plans kept with each closed report date; they cannot be altered by any path."""

import django.db.models.deletion
from django.db import migrations, models

from kaname.domains.core.models.immutable import allow, forbid

TABLE = "schedule_plansnapshot"


class Migration(migrations.Migration):
    """The table and its triggers."""

    dependencies = [("schedule", "0006_rounds_immutable")]
    operations = [
        migrations.CreateModel(
            name="PlanSnapshot",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("content", models.BinaryField()),
                ("frame", models.BinaryField()),
                ("assigned", models.JSONField(default=list)),
                (
                    "progress_date",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="snapshot",
                        to="schedule.progressdate",
                    ),
                ),
            ],
        ),
        migrations.RunPython(lambda _, editor: forbid(editor, TABLE), lambda _, editor: allow(editor, TABLE)),
    ]
