"""Name and reason of a baseline in English. SQLite makes the table anew and loses its triggers: they are set again."""

from django.db import migrations, models

from kaname.domains.core.models.immutable import allow, forbid

TABLE = "schedule_baseline"


class Migration(migrations.Migration):
    """Two fields, and the triggers as they were."""

    dependencies = [("schedule", "0007_plan_snapshot")]
    operations = [
        migrations.RunPython(lambda _, editor: allow(editor, TABLE), lambda _, editor: forbid(editor, TABLE)),
        migrations.AddField(
            "baseline",
            "name_en",
            models.CharField(blank=True, default="", max_length=100, verbose_name="name in English"),
            preserve_default=False,
        ),
        migrations.AddField(
            "baseline",
            "reason_en",
            models.TextField(blank=True, default="", verbose_name="reason in English"),
            preserve_default=False,
        ),
        migrations.RunPython(lambda _, editor: forbid(editor, TABLE), lambda _, editor: allow(editor, TABLE)),
    ]
