"""The skills page: what there is, how many have it, who; and keeping the taxonomy."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from kaname.domains.capability import queries
from kaname.domains.capability.actions import skills as actions
from kaname.domains.capability.enums import SkillField
from kaname.domains.capability.models import Skill
from kaname.domains.capability.rules import can_keep_skills
from kaname.domains.core.names import spoken
from kaname.domains.people.enums import Level, Subject
from kaname.domains.reporting.queries.portfolio import reach
from kaname.web.shell.access import anywhere_page, company_page
from kaname.web.shell.kept import kept
from kaname.web.shell.saving import answer, posted, tell
from kaname.web.skills.forms import SkillForm, people_of, texts_of

keepers = company_page(Subject.SKILL, read=Level.EDIT)


@kept
@anywhere_page(Subject.SKILL, read=Level.PARTIAL)
def skill_list(request: HttpRequest) -> HttpResponse:
    """List the skills by field, with how many people have each at which level, as far as the reader may see them."""
    field, words = request.GET.get("field", ""), request.GET.get("q", "").strip()[:100]
    field = field if field in SkillField.values else ""
    level = reach(request.user, Subject.SKILL)
    counts = queries.headcount(request.user, level)
    rows = [(skill, counts.get(skill.pk, [0, 0, 0, 0])) for skill in queries.skills(field, words)]
    context = {
        "rows": [
            (s, n, sum(n)) for s, n in sorted(rows, key=lambda r: (SkillField.values.index(r[0].field), r[0].code))
        ],
        "field": field,
        "fields": SkillField.choices,
        "q": words,
        "wide": level >= Level.READ,
        "keeps": can_keep_skills(request.user),
        "alone": [s for s, n in rows if n[2] + n[3] == 1],
    }
    return render(request, "skills/list.html", context)


@kept
@anywhere_page(Subject.SKILL, read=Level.PARTIAL)
def skill_page(request: HttpRequest, skill: int) -> HttpResponse:
    """Show what each level of a skill looks like, and who has it, as far as the reader may see them."""
    found = get_object_or_404(queries.skills(retired=True), pk=skill)
    level = reach(request.user, Subject.SKILL)
    rows = people_of(list(queries.holders(request.user, level, [found.pk])))
    alone = sum(r["row"].level >= 3 for r in rows)
    said = ngettext("%(n)d person does it alone or can teach it.", "%(n)d people do it alone or can teach it.", alone)
    context = {
        "skill": found,
        "rows": rows,
        "wide": level >= Level.READ,
        "answer": said % {"n": alone},
        "keeps": can_keep_skills(request.user),
    }
    return render(request, "skills/skill.html", context)


@keepers
def skill_new(request: HttpRequest) -> HttpResponse:
    """Add a skill."""
    form = SkillForm(posted(request))

    def write(**values: Any) -> Skill:
        return actions.create(texts=texts_of(values), by=request.user, **values)

    context = {"heading": _("New skill"), "back": reverse("skills:list")}
    return answer(request, form, write, address_of, "people/form.html", context)


@keepers
def skill_edit(request: HttpRequest, skill: int) -> HttpResponse:
    """Change a skill and the descriptions of its levels."""
    found = get_object_or_404(Skill, pk=skill)
    form = SkillForm(posted(request), instance=found)

    def write(**values: Any) -> Skill:
        return actions.update(skill=found, texts=texts_of(values), by=request.user, **values)

    context = {"heading": _("Edit: %(name)s") % {"name": spoken(found)}, "back": address_of(found)}
    return answer(request, form, write, address_of, "people/form.html", context)


@keepers
@require_POST
def start(request: HttpRequest) -> HttpResponse:
    """Add the starter taxonomy."""
    added = actions.start(by=request.user)
    tell(request, ngettext("%(n)d skill was added.", "%(n)d skills were added.", added) % {"n": added})
    return redirect("skills:list")


def address_of(skill: Skill) -> str:
    """Return the address of a skill's page."""
    return reverse("skills:skill", args=[skill.pk])
