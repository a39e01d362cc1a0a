"""Approved savings, and what withdraws them, cannot be altered by any path."""

from django.db import migrations

from kaname.domains.core.models.immutable import allow, forbid

TABLE = "cost_saving"
SETTLED = "\"state\" IN ('approved', 'withdrawal')"


class Migration(migrations.Migration):
    """Triggers on the table."""

    dependencies = [("cost", "0003_savings")]
    operations = [
        migrations.RunPython(
            lambda _, editor: forbid(editor, TABLE, only=SETTLED), lambda _, editor: allow(editor, TABLE)
        )
    ]
