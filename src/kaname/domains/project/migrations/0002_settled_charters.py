"""Approved charters cannot be altered by any path."""

from django.db import migrations

from kaname.domains.project.models.settled import guard, unguard


class Migration(migrations.Migration):
    """Triggers on charters and their objectives."""

    dependencies = [("project", "0001_initial")]
    operations = [migrations.RunPython(lambda _, editor: guard(editor), lambda _, editor: unguard(editor))]
