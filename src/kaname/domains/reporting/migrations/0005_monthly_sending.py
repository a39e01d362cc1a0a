"""Reports go out once a month too."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Rule and number of the day; a rule of its own for what may stand there."""

    dependencies = [
        ("reporting", "0004_project_days"),
    ]

    operations = [
        migrations.AddField(
            model_name="reportschedule",
            name="nth",
            field=models.PositiveSmallIntegerField(default=1, verbose_name="which one of the month"),
        ),
        migrations.AddField(
            model_name="reportschedule",
            name="rule",
            field=models.CharField(
                choices=[
                    ("weekly", "every week"),
                    ("nth_working", "monthly, on a working day"),
                    ("last_working", "monthly, on the last working day"),
                    ("nth_weekday", "monthly, on a weekday"),
                ],
                default="weekly",
                max_length=12,
                verbose_name="when",
            ),
        ),
        migrations.AddConstraint(
            model_name="reportschedule",
            constraint=models.CheckConstraint(condition=models.Q(("nth__range", (1, 20))), name="schedule_nth"),
        ),
    ]
