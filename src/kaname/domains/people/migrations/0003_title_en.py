"""The position in English."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """A field beside ``title``."""

    dependencies = [("people", "0002_access_token")]
    operations = [
        migrations.AddField(
            "person",
            "title_en",
            models.CharField(blank=True, default="", max_length=60, verbose_name="position in English"),
            preserve_default=False,
        )
    ]
