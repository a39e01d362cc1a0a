"""Baselines and frozen report dates cannot be altered by any path."""

from django.db import migrations

from kaname.domains.core.models.immutable import allow, forbid

TABLES = ("schedule_baseline", "schedule_baselineactivity", "schedule_progressdate")


class Migration(migrations.Migration):
    """Triggers on the three tables."""

    dependencies = [("schedule", "0001_initial")]
    operations = [
        migrations.RunPython(lambda _, editor: forbid(editor, *TABLES), lambda _, editor: allow(editor, *TABLES))
    ]
