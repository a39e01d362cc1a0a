"""An issue's way is append-only in the database itself."""

from django.db import migrations

from kaname.domains.core.models.immutable import allow, forbid

TABLES = ("control_issuestep",)


class Migration(migrations.Migration):
    """Triggers on control_issuestep."""

    dependencies = [("control", "0004_issues")]
    operations = [
        migrations.RunPython(lambda _, editor: forbid(editor, *TABLES), lambda _, editor: allow(editor, *TABLES))
    ]
