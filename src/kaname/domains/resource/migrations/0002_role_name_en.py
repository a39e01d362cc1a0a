"""The role in English."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """A field beside ``role_name``."""

    dependencies = [("resource", "0001_initial")]
    operations = [
        migrations.AddField(
            "resource",
            "role_name_en",
            models.CharField(blank=True, default="", max_length=100, verbose_name="role in English"),
            preserve_default=False,
        )
    ]
