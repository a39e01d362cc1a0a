from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("schedule", "0002_immutable")]
    operations = [
        migrations.AddField(model_name="relation", name="extras", field=models.JSONField(blank=True, default=dict)),
    ]
