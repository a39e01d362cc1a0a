"""Issues, and the dated rows of their way."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Two tables."""

    dependencies = [
        ("control", "0003_support_requests"),
        ("people", "0003_title_en"),
        ("project", "0006_teams"),
        ("risk", "0002_immutable"),
        ("schedule", "0012_skills_and_scenarios"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Issue",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("number", models.PositiveIntegerField(editable=False)),
                ("code", models.CharField(editable=False, max_length=40, unique=True, verbose_name="number")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("raised", "Raised, not taken in yet"),
                            ("accepted", "Taken in"),
                            ("working", "Being worked on"),
                            ("held", "On hold"),
                            ("resolved", "Resolved, to be confirmed"),
                            ("confirming", "Being confirmed"),
                            ("closed", "Confirmed and closed"),
                            ("rejected", "Rejected, not dealt with"),
                        ],
                        default="raised",
                        editable=False,
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="title of the issue")),
                (
                    "title_en",
                    models.CharField(blank=True, max_length=200, verbose_name="title of the issue in English"),
                ),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("issue", "An issue"),
                            ("todo", "To-do"),
                            ("question", "Question"),
                            ("risk", "Risk"),
                            ("change", "Change request"),
                            ("defect", "Defect"),
                        ],
                        max_length=10,
                        verbose_name="kind of issue",
                    ),
                ),
                ("event", models.TextField(blank=True, max_length=4000, verbose_name="what happened")),
                ("event_en", models.TextField(blank=True, max_length=4000, verbose_name="what happened, in English")),
                ("affects", models.JSONField(blank=True, default=list, verbose_name="what it touches")),
                ("impact_yen", models.BigIntegerField(blank=True, null=True, verbose_name="impact in yen")),
                ("impact_days", models.IntegerField(blank=True, null=True, verbose_name="impact in working days")),
                (
                    "cause",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("requirements", "Requirements and specification"),
                            ("design", "Design and technology"),
                            ("planning", "Plan and estimate"),
                            ("people", "People and skills"),
                            ("communication", "Communication and agreement"),
                            ("supplier", "Supplier"),
                            ("client", "Client or user"),
                            ("environment", "Environment and equipment"),
                            ("other", "Other"),
                        ],
                        max_length=15,
                        verbose_name="cause of the issue",
                    ),
                ),
                ("response", models.TextField(blank=True, max_length=4000, verbose_name="what is to be done")),
                (
                    "response_en",
                    models.TextField(blank=True, max_length=4000, verbose_name="what is to be done, in English"),
                ),
                ("due", models.DateField(blank=True, null=True, verbose_name="due date")),
                ("raised_on", models.DateField(verbose_name="came up on")),
                (
                    "urgency",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "low"), (2, "middle"), (3, "high")], default=2, verbose_name="urgency"
                    ),
                ),
                (
                    "importance",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "low"), (2, "middle"), (3, "high")], default=2, verbose_name="importance"
                    ),
                ),
                (
                    "severity",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "S1 critical"), (2, "S2 major"), (3, "S3 minor")],
                        default=2,
                        verbose_name="severity",
                    ),
                ),
                (
                    "level",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "0 owner"), (1, "1 project manager"), (2, "2 sponsor"), (3, "3 company")],
                        default=0,
                        editable=False,
                        verbose_name="level of escalation",
                    ),
                ),
                ("resume_on", models.DateField(blank=True, editable=False, null=True, verbose_name="resumes on")),
                ("criterion", models.TextField(blank=True, max_length=2000, verbose_name="closed when")),
                ("criterion_en", models.TextField(blank=True, max_length=2000, verbose_name="closed when, in English")),
                ("result", models.TextField(blank=True, max_length=4000, verbose_name="result")),
                ("result_en", models.TextField(blank=True, max_length=4000, verbose_name="result in English")),
                ("closed_on", models.DateField(blank=True, editable=False, null=True, verbose_name="closed on")),
                (
                    "rejected_as",
                    models.CharField(
                        blank=True,
                        choices=[("duplicate", "duplicate of another"), ("out_of_scope", "out of scope")],
                        editable=False,
                        max_length=12,
                        verbose_name="why rejected",
                    ),
                ),
                ("open_to_client", models.BooleanField(default=False, verbose_name="the client may read it")),
                (
                    "outside",
                    models.CharField(
                        blank=True, editable=False, max_length=100, verbose_name="number in the imported list"
                    ),
                ),
                ("taken", models.JSONField(default=dict, editable=False)),
                (
                    "activity",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="issues",
                        to="schedule.activity",
                        verbose_name="activity it concerns",
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                        verbose_name="confirmed by",
                    ),
                ),
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
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="issues",
                        to="people.person",
                        verbose_name="owner of the issue",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="issues",
                        to="project.project",
                        verbose_name="Project",
                    ),
                ),
                (
                    "raised_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                        verbose_name="raised by",
                    ),
                ),
                (
                    "risk",
                    models.OneToOneField(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="issue",
                        to="risk.risk",
                        verbose_name="risk it was",
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
                "ordering": ["project", "-number"],
            },
        ),
        migrations.CreateModel(
            name="IssueStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("raised", "came into the register"),
                            ("moved", "state changed"),
                            ("reopened", "reopened"),
                            ("planned", "another owner, due date or severity"),
                            ("escalated", "another level of escalation"),
                        ],
                        max_length=10,
                    ),
                ),
                ("day", models.DateField()),
                ("entered_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("raised", "Raised, not taken in yet"),
                            ("accepted", "Taken in"),
                            ("working", "Being worked on"),
                            ("held", "On hold"),
                            ("resolved", "Resolved, to be confirmed"),
                            ("confirming", "Being confirmed"),
                            ("closed", "Confirmed and closed"),
                            ("rejected", "Rejected, not dealt with"),
                        ],
                        max_length=10,
                    ),
                ),
                ("due", models.DateField(null=True)),
                (
                    "severity",
                    models.PositiveSmallIntegerField(choices=[(1, "S1 critical"), (2, "S2 major"), (3, "S3 minor")]),
                ),
                (
                    "level",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "0 owner"), (1, "1 project manager"), (2, "2 sponsor"), (3, "3 company")]
                    ),
                ),
                ("resume_on", models.DateField(null=True)),
                ("remark", models.TextField(blank=True)),
                (
                    "entered_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "issue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="control.issue"
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.AddIndex(
            model_name="issue",
            index=models.Index(fields=["state", "due"], name="issue_by_state"),
        ),
        migrations.AddIndex(
            model_name="issue",
            index=models.Index(fields=["owner", "state"], name="issue_by_owner"),
        ),
        migrations.AddConstraint(
            model_name="issue",
            constraint=models.UniqueConstraint(fields=("project", "number"), name="issue_number_once"),
        ),
        migrations.AddConstraint(
            model_name="issue",
            constraint=models.UniqueConstraint(
                condition=models.Q(("outside", ""), _negated=True),
                fields=("project", "outside"),
                name="issue_imported_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="issue",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ("raised", "closed", "rejected")),
                    models.Q(("due__isnull", False), ("owner__isnull", False)),
                    _connector="OR",
                ),
                name="issue_owner_and_due",
            ),
        ),
        migrations.AddConstraint(
            model_name="issue",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("resume_on__isnull", False), ("state", "held")),
                    models.Q(models.Q(("state", "held"), _negated=True), ("resume_on", None)),
                    _connector="OR",
                ),
                name="issue_held_until",
            ),
        ),
        migrations.AddConstraint(
            model_name="issue",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "closed"), _negated=True),
                    models.Q(
                        ("closed_by__isnull", False),
                        ("closed_on__isnull", False),
                        models.Q(("result", ""), _negated=True),
                        models.Q(("closed_by", models.F("owner")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="issue_closed_by_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="issue",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "rejected"), _negated=True),
                    models.Q(("rejected_as", ""), _negated=True),
                    _connector="OR",
                ),
                name="issue_rejected_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="issue",
            constraint=models.CheckConstraint(condition=models.Q(("level__range", (0, 3))), name="issue_level"),
        ),
        migrations.AddIndex(
            model_name="issuestep",
            index=models.Index(fields=["day", "issue"], name="issue_step_by_day"),
        ),
    ]
