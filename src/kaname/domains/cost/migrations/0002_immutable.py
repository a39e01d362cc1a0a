"""Approved budgets, posted actuals, drawdowns and earned value cannot be altered by any path."""

from django.db import migrations

from kaname.domains.core.models.immutable import allow, forbid

TABLES = (
    "cost_costbaseline",
    "cost_costbaselineline",
    "cost_actual",
    "cost_actualbatch",
    "cost_drawdown",
    "cost_estimate",
    "cost_evmsnapshot",
    "cost_varianceexplanation",
)


class Migration(migrations.Migration):
    """Triggers on the tables."""

    dependencies = [("cost", "0001_initial")]
    operations = [
        migrations.RunPython(lambda _, editor: forbid(editor, *TABLES), lambda _, editor: allow(editor, *TABLES))
    ]
