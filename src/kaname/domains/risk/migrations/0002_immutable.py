"""What was once said of a risk stays as it was said, in the database itself."""

from django.db import migrations

from kaname.domains.core.models.immutable import allow, forbid

TABLES = ("risk_riskstep",)


class Migration(migrations.Migration):
    """Triggers on risk_riskstep."""

    dependencies = [("risk", "0001_initial")]
    operations = [
        migrations.RunPython(lambda _, editor: forbid(editor, *TABLES), lambda _, editor: allow(editor, *TABLES))
    ]
