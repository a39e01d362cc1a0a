"""One person's skills: own level beside the reviewer's."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kaname.domains.capability import queries
from kaname.domains.capability.actions import person_skills as actions
from kaname.domains.capability.models import PersonSkill
from kaname.domains.capability.rules import can_review, is_self
from kaname.domains.people.enums import Employer, Level, Subject
from kaname.domains.people.models import Person
from kaname.domains.people.rules import NotAllowed
from kaname.domains.project.queries import people_visible_to
from kaname.domains.reporting.queries.portfolio import reach
from kaname.web.shell.access import signed_in
from kaname.web.shell.saving import answer, posted, tell
from kaname.web.skills.forms import LevelForm, level_name


def skills_open(user: Any, person: Person) -> bool:
    """Return whether a user may see a person's skills: the own; the company's and vendors' who reads skills;
    freelancers' who keeps them. Clients' people have none.
    """
    if person.employer == Employer.CLIENT:
        return False
    level = reach(user, Subject.SKILL)
    if is_self(user, person) and level >= Level.PARTIAL:
        return True
    return level >= (Level.EDIT if person.employer == Employer.FREELANCE else Level.READ)


def person_open(request: HttpRequest, person: int) -> Person:
    """Return a person whose skills the reader may see, or 404."""
    found: Person = get_object_or_404(people_visible_to(request.user), pk=person)
    if not skills_open(request.user, found):
        raise Http404
    return found


@signed_in
def person_skills(request: HttpRequest, person: int) -> HttpResponse:
    """Show a person's skills; the person sets the own level, a reviewer the reviewed one."""
    found = person_open(request, person)
    own, reviews = is_self(request.user, found), can_review(request.user, found)
    if request.method == "POST" and not (own or reviews):
        raise PermissionDenied
    rows = list(queries.held_by(found, request.user, reach(request.user, Subject.SKILL)))
    form = LevelForm(posted(request), initial={"skill": request.GET.get("skill")})

    def write(**values: Any) -> PersonSkill:
        if own:
            return actions.assess(person=found, by=request.user, **values)
        reviewer = Person.objects.get(user=request.user.pk)
        return actions.review(person=found, reviewer=reviewer, by=request.user, **values)

    context = {
        "person": found,
        "rows": [(r, level_name(r.self_level), level_name(r.review_level)) for r in rows],
        "confirmed": sum(r.confirmed for r in rows),
        "own": own,
        "reviews": reviews,
    }
    here = reverse("skills:person", args=[found.pk])
    return answer(request, form, write, here, "skills/person.html", context)


@signed_in
@require_POST
def remove(request: HttpRequest, person: int, held: int) -> HttpResponse:
    """Take a skill from a person."""
    found = person_open(request, person)
    row = get_object_or_404(PersonSkill.objects.select_related("person"), person=found, pk=held)
    try:
        actions.remove(held=row, by=request.user)
    except NotAllowed:
        raise PermissionDenied from None
    tell(request, _("Removed."))
    return redirect("skills:person", person=found.pk)
