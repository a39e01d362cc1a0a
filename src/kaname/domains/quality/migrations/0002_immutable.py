"""Readings, and the ways of defects and gates, are append-only in the database itself."""

from django.db import migrations

from kaname.domains.core.models.immutable import allow, forbid

TABLES = ("quality_reading", "quality_defectstep", "quality_gatestep")


class Migration(migrations.Migration):
    """Triggers on the three tables."""

    dependencies = [("quality", "0001_initial")]
    operations = [
        migrations.RunPython(lambda _, editor: forbid(editor, *TABLES), lambda _, editor: allow(editor, *TABLES))
    ]
