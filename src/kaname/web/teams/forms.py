"""Forms about teams."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from kaname.domains.core.queries import today
from kaname.domains.people.enums import Level, Subject
from kaname.domains.project.actions import teams
from kaname.domains.project.models import Project, Team
from kaname.domains.project.models.team import codes_of, written
from kaname.domains.project.rules import can
from kaname.domains.project.rules.teams import leading
from kaname.domains.schedule.models import Activity
from kaname.web.projects.forms import TeamChoice
from kaname.web.shell.saving import Judged, RecordForm


class TeamForm(Judged, RecordForm):
    """A team: what it is called, below which one it stands, what of the plan it answers for."""

    class Meta(RecordForm.Meta):
        """The period begins when it is founded and ends when it is dissolved."""

        model = Team
        fields = ("code", "name", "name_en", "wbs")
        help_texts = {
            "wbs": _(
                "WBS codes, set apart by commas, for example I4.2, I4.3; * is the whole plan. Everything below a code "
                "belongs to it. Empty: the team answers for what the teams below it do."
            )
        }

    field_order = ("code", "name", "name_en", "parent", "wbs")

    def __init__(self, *args: Any, user: Any = None, **kwargs: Any) -> None:
        """Offer a leader the own teams as those above, everybody else all of them."""
        super().__init__(*args, **kwargs)
        project: Project = self.instance.project
        every = user is None or can(user, project, Subject.PROJECT, Level.EDIT)
        among = None if every else leading(user, project).teams
        self.fields["parent"] = TeamChoice(project, among, required=not every, label=_("Team above"))
        if self.instance.pk is not None:
            self.fields["parent"].queryset = self.fields["parent"].queryset.exclude(pk=self.instance.pk)  # type: ignore[attr-defined] # a choice of rows
        self.initial["parent"] = self.initial.get("parent") or self.instance.parent_id
        self.order_fields(self.field_order)

    def problems(self, given: dict[str, Any]) -> dict[str, Any]:
        """Return what is wrong with where it stands and with its branches, and codes that the plan does not have."""
        project: Project = self.instance.project
        team = Team(pk=self.instance.pk, project=project, valid_from=self.instance.valid_from or today())
        team.parent, codes = given.get("parent"), codes_of(given.get("wbs", ""))
        team.wbs = written(codes)
        wrong: dict[str, Any] = {} if self.errors.get("parent") else dict(teams.problems(team))
        known = set(Activity.objects.filter(plan__project=project).values_list("wbs", flat=True))
        missing = [code for code in codes if code and code not in known] if known else []
        told = [_("The plan has no WBS code %(code)s.") % {"code": code} for code in missing]
        return wrong | ({"wbs": [*told, *wrong.get("wbs", ())]} if told else {})

    def _post_clean(self) -> None:
        """Judge length and presence only; the action judges the rest, and a code that is used already."""
