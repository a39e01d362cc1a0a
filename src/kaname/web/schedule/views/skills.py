"""Which skills an activity needs: of everybody on it, or of one assignment's work."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from kaname.domains.capability.enums import SkillLevel
from kaname.domains.capability.models import Skill
from kaname.domains.core.names import spoken
from kaname.domains.people.rules import NotAllowed
from kaname.domains.project.models import Project
from kaname.domains.schedule.actions import skill_needs as actions
from kaname.domains.schedule.models import Activity, RequiredSkill
from kaname.domains.schedule.queries.needs import needed_by
from kaname.web.schedule.views.data import editing
from kaname.web.shell.saving import calm, place, posted, tell


class NeedForm(forms.Form):
    """A skill at a level, must or wish, for whom."""

    skill = forms.ModelChoiceField(label=gettext_lazy("Skill"), queryset=Skill.objects.filter(retired=False))
    level = forms.TypedChoiceField(
        label=gettext_lazy("Level"), choices=SkillLevel.choices, coerce=int, initial=SkillLevel.ALONE
    )
    must = forms.TypedChoiceField(
        label=gettext_lazy("Must or wish"),
        choices=[("1", gettext_lazy("must")), ("0", gettext_lazy("wish"))],
        coerce=lambda value: value == "1",
        initial="1",
    )
    weight = forms.IntegerField(label=gettext_lazy("Weight in the score"), min_value=1, max_value=5, initial=1)
    assignment = forms.ChoiceField(label=gettext_lazy("Whose work"), required=False)

    def __init__(self, *args: Any, activity: Activity, **kwargs: Any) -> None:
        """Offer everybody on the activity, or one of them."""
        super().__init__(*args, **kwargs)
        rows = activity.assignments.exclude(uid="").exclude(resource=None).select_related("resource")
        who: Any = self.fields["assignment"]
        who.choices = [("", _("everybody on it")), *((row.uid, spoken(row.resource)) for row in rows)]
        calm(self)


@editing
def activity_skills(request: HttpRequest, project: Project, activity: int) -> HttpResponse:
    """Show what an activity needs; whoever may edit it adds to that."""
    row = _activity(project, activity)
    may = actions.may_say(request.user, row)
    if request.method == "POST" and not may:
        raise PermissionDenied
    form = NeedForm(posted(request), activity=row)
    if form.is_bound and form.is_valid():
        try:
            actions.require(activity=row, by=request.user, **form.cleaned_data)
        except ValidationError as refused:
            place(form, refused)
        else:
            tell(request, _("Saved."))
            return redirect("schedule:activity-skills", code=project.code, activity=activity)
    who = {a.uid: spoken(a.resource) for a in row.assignments.select_related("resource").exclude(resource=None)}
    context = {
        "project": project,
        "activity": row,
        "rows": [
            (n, who.get(n.assignment, _("nobody on it any more")) if n.assignment else "")
            for n in needed_by(row.plan_id, row.uid)
        ],
        "may": may,
        "form": form,
    }
    return render(request, "schedule/skills.html", context, status=422 if form.is_bound else 200)


@require_POST
@editing
def let_go(request: HttpRequest, project: Project, activity: int, needed: int) -> HttpResponse:
    """Take a required skill away."""
    row = _activity(project, activity)
    need = get_object_or_404(RequiredSkill.objects.select_related("skill"), plan=row.plan, uid=row.uid, pk=needed)
    try:
        actions.let_go(activity=row, needed=need, by=request.user)
    except NotAllowed:
        raise PermissionDenied from None
    return redirect("schedule:activity-skills", code=project.code, activity=activity)


def _activity(project: Project, activity: int) -> Activity:
    rows = Activity.objects.select_related("plan__project").filter(plan__project=project)
    return get_object_or_404(rows, pk=activity)
