"""What was reported, inspected and frozen cannot be altered by any path."""

from django.db import migrations

from kaname.domains.core.models.immutable import allow, forbid

TABLES = ("schedule_inspection", "schedule_progressrecord", "schedule_roundsnapshot")


class Migration(migrations.Migration):
    """Triggers on the three tables."""

    dependencies = [("schedule", "0005_rounds")]
    operations = [
        migrations.RunPython(lambda _, editor: forbid(editor, *TABLES), lambda _, editor: allow(editor, *TABLES))
    ]
