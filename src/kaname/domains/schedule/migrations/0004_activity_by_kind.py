"""Finding the milestones of many plans at once."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("schedule", "0003_relation_extras")]

    operations = [
        migrations.AddIndex(model_name="activity", index=models.Index(fields=["plan", "kind"], name="activity_by_kind"))
    ]
