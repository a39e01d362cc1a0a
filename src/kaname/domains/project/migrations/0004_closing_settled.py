"""A closing that the sponsor has answered cannot be altered by any path."""

from django.db import migrations

from kaname.domains.core.models.immutable import allow, forbid

TABLE, SETTLED = "project_closing", "\"state\" IN ('accepted', 'declined')"


class Migration(migrations.Migration):
    """Triggers on project_closing."""

    dependencies = [("project", "0003_closing")]
    operations = [
        migrations.RunPython(
            lambda _, editor: forbid(editor, TABLE, only=SETTLED), lambda _, editor: allow(editor, TABLE)
        )
    ]
