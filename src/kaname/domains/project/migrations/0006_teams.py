"""Teams become a tree: what members' team was as a text, and the branch a leader edited, are now teams' own."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def into_teams(apps, schema_editor):
    """Make a team of each text and, where leaders of one text edited different branches, of each branch.

    Nobody's rights grow: a leader's team answers for exactly the branch that the leader edited. A branch inside another
    leader's stands below that team, since teams side by side share none.
    """
    member, team = apps.get_model("project", "ProjectMember"), apps.get_model("project", "Team")
    held = member.objects.exclude(team_text="") | member.objects.filter(role="team_leader").exclude(subtree="")
    by_project = {}
    for row in held.order_by("project", "valid_from", "id"):
        by_project.setdefault(row.project_id, []).append(row)
    for project, rows in by_project.items():
        _teams_of(team, project, rows)
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # the table is altered next: nothing may be pending
        schema_editor.execute("SET CONSTRAINTS ALL DEFERRED")


def _teams_of(team, project, rows):
    made, of_text = {}, {}
    leaders = [row for row in rows if row.role == "team_leader"]
    for row in [*leaders, *(row for row in rows if row.role != "team_leader")]:
        led = (row.subtree or "*") if row.role == "team_leader" else None
        key = (row.team_text, led) if led is not None else of_text.get(row.team_text, (row.team_text, None))
        if key not in made:
            name = row.team_text or f"WBS {led}"
            again = sum(other[0] == row.team_text and bool(row.team_text) for other in made)
            made[key] = team.objects.create(
                project_id=project,
                code=f"T{len(made) + 1}",
                name=f"{name} ({led})" if again else name,
                wbs=led or "",
                valid_from=min(r.valid_from for r in rows),
            )
        of_text.setdefault(row.team_text, key)
        row.team = made[key]
        row.save(update_fields=["team"])
    _nest([each for each in made.values() if each.wbs])


def _nest(teams):
    placed = []
    for each in sorted(teams, key=lambda t: (t.wbs != "*", len(t.wbs), t.pk)):
        around = [p for p in placed if p.wbs in ("*", each.wbs) or each.wbs.startswith(f"{p.wbs}.")]
        if around:
            each.parent = max(around, key=lambda t: (t.wbs != "*", len(t.wbs), t.pk))
            each.save(update_fields=["parent"])
        placed.append(each)


def into_texts(apps, _schema_editor):
    """Write each member's team back as a text, and the first of its branches where a leader leads it."""
    for row in apps.get_model("project", "ProjectMember").objects.exclude(team=None).select_related("team"):
        first = row.team.wbs.split(",")[0].strip()
        row.team_text = row.team.name[:60]
        row.subtree = ("" if first == "*" else first[:60]) if row.role == "team_leader" else ""
        row.save(update_fields=["team_text", "subtree"])


class Migration(migrations.Migration):
    dependencies = [
        ("project", "0005_delegation"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Team",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("code", models.CharField(max_length=20, verbose_name="code")),
                ("name", models.CharField(max_length=100, verbose_name="name")),
                ("name_en", models.CharField(blank=True, max_length=100, verbose_name="name in English")),
                ("wbs", models.CharField(blank=True, max_length=300, verbose_name="WBS branches")),
                ("valid_from", models.DateField(verbose_name="valid from")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="valid to")),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="project.team",
                        verbose_name="Team above",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="teams", to="project.project"
                    ),
                ),
                (
                    "updated_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["project", "code"],
                "constraints": [
                    models.UniqueConstraint(fields=("project", "code"), name="team_code_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to", None), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="team_period",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("parent", None), models.Q(("parent", models.F("pk")), _negated=True), _connector="OR"
                        ),
                        name="team_not_above_itself",
                    ),
                ],
            },
        ),
        migrations.RenameField("projectmember", "team", "team_text"),
        migrations.AddField(
            "projectmember",
            "team",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="members",
                to="project.team",
                verbose_name="team",
            ),
        ),
        migrations.RunPython(into_teams, into_texts),
        migrations.RemoveField("projectmember", "team_text"),
        migrations.RemoveField("projectmember", "subtree"),
    ]
