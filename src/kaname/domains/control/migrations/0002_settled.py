"""What was decided is never changed: triggers on the settled rows."""

from django.db import migrations

from kaname.domains.core.models.immutable import allow, forbid

TABLE, SETTLED = "control_decision", "\"state\" IN ('decided', 'shelved')"


class Migration(migrations.Migration):
    """Triggers on control_decision."""

    dependencies = [("control", "0001_initial")]
    operations = [
        migrations.RunPython(
            lambda _, editor: forbid(editor, TABLE, only=SETTLED), lambda _, editor: allow(editor, TABLE)
        )
    ]
