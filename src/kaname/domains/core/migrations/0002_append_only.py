"""The audit log is append-only in the database itself."""

from django.db import migrations

from kaname.domains.core.models.immutable import allow, forbid

TABLES = ("core_auditevent",)


class Migration(migrations.Migration):
    """Triggers on core_auditevent."""

    dependencies = [("core", "0001_initial")]
    operations = [
        migrations.RunPython(lambda _, editor: forbid(editor, *TABLES), lambda _, editor: allow(editor, *TABLES))
    ]
