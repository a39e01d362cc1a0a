"""Help of a red project is a support request now."""

from django.db import migrations


class Migration(migrations.Migration):
    """One table less."""

    dependencies = [("reporting", "0006_help_to_support")]
    operations = [
        migrations.RemoveConstraint(model_name="help", name="help_offered_by_somebody"),
        migrations.DeleteModel(name="Help"),
    ]
