"""A demand's way is append-only in the database itself."""

from django.db import migrations

from kaname.domains.core.models.immutable import allow, forbid

TABLES = ("staffing_demandstep",)


class Migration(migrations.Migration):
    """Triggers on staffing_demandstep."""

    dependencies = [("staffing", "0001_initial")]
    operations = [
        migrations.RunPython(lambda _, editor: forbid(editor, *TABLES), lambda _, editor: allow(editor, *TABLES))
    ]
