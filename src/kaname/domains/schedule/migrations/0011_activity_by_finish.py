"""What is due this week, among the activities of all projects."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """One index."""

    dependencies = [("schedule", "0010_management_effort")]

    operations = [
        migrations.AddIndex(
            model_name="activity", index=models.Index(fields=["plan", "finish"], name="activity_by_finish")
        ),
    ]
