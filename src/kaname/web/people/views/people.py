"""The list of people and one person's page."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kaname.domains.core.names import spoken
from kaname.domains.people.actions import persons
from kaname.domains.people.enums import Employer, Level, Role, Subject
from kaname.domains.people.models import Person
from kaname.domains.people.queries import is_current, roles_of
from kaname.domains.people.rules import can_company
from kaname.domains.project.queries import people_visible_to
from kaname.domains.reporting.queries.people import (
    COLUMNS,
    PeopleFilter,
    is_own,
    memberships_seen_by,
    people,
    units_now,
)
from kaname.domains.reporting.queries.portfolio import reach
from kaname.web.people.forms import PersonForm
from kaname.web.shell.access import company_page, signed_in
from kaname.web.shell.kept import kept
from kaname.web.shell.paging import SIZES, page_of
from kaname.web.shell.saving import answer, posted
from kaname.web.skills.views.persons import skills_open

accounts_page = company_page(Subject.ACCOUNT, read=Level.EDIT)


@kept
@signed_in
def people_list(request: HttpRequest) -> HttpResponse:
    """Show the people that the reader may see, filtered by the address."""
    wanted = PeopleFilter(
        words=request.GET.get("q", ""),
        unit=request.GET.get("unit", ""),
        employer=request.GET.get("employer", ""),
        role=request.GET.get("role", ""),
        left=bool(request.GET.get("left")),
    )
    page = page_of(request, people(request.user, wanted).values_list(*COLUMNS))
    english = get_language() == "en"
    own = is_own(request.user)
    context = {
        "wanted": wanted,
        "page": page,
        "sizes": SIZES,
        "rows": [_row(values, english) for values in page.object_list],
        "units": [(code, en if english and en else ja) for code, ja, en in units_now()] if own else [],
        "employers": Employer.choices,
        "roles": Role.choices,
        "own": own,
        "may_write": can_company(request.user, Subject.ACCOUNT, Level.EDIT),
        "skills": reach(request.user, Subject.SKILL) >= Level.PARTIAL,
    }
    return render(request, "people/list.html", context)


def _row(values: tuple[Any, ...], english: bool) -> dict[str, Any]:
    pk, code, name, name_en, kana, unit, unit_en, company, company_en, employer, title, title_en = values
    return {
        "pk": pk,
        "code": code,
        "name": name_en if english and name_en else name,
        "kana": "" if english else kana,
        "place": (unit_en if english and unit_en else unit)
        or (company_en if english and company_en else company)
        or "",
        "employer": EMPLOYERS[employer],
        "title": title_en if english and title_en else title,
    }


EMPLOYERS = dict(Employer.choices)


def person_seen(request: HttpRequest, person: int) -> Person:
    """Return a person that the reader may see by name, or 404."""
    found = people_visible_to(request.user).select_related("unit", "company", "user")
    return get_object_or_404(found, pk=person)


@signed_in
def person_page(request: HttpRequest, person: int) -> HttpResponse:
    """Show who somebody is: department, roles over time, projects that the reader may see."""
    found = person_seen(request, person)
    own = is_own(request.user)
    context = {
        "person": found,
        "name": spoken(found),
        "roles": [(role, is_current(role)) for role in roles_of(found)] if own else [],
        "memberships": memberships_seen_by(request.user, found),
        "own": own,
        "may_write": can_company(request.user, Subject.ACCOUNT, Level.EDIT),
        "skills": skills_open(request.user, found),
    }
    return render(request, "people/person.html", context)


@accounts_page
def person_new(request: HttpRequest) -> HttpResponse:
    """Register a person."""
    form = PersonForm(posted(request))
    write = partial(persons.create, by=request.user)
    context = {"heading": _("New person"), "back": reverse("people:list")}
    return answer(request, form, write, address_of, "people/form.html", context)


@accounts_page
def person_edit(request: HttpRequest, person: int) -> HttpResponse:
    """Change what is known of a person."""
    found = get_object_or_404(Person, pk=person)
    form = PersonForm(posted(request), instance=found)
    write = partial(persons.update, person=found, by=request.user)
    context = {"heading": _("Edit: %(name)s") % {"name": spoken(found)}, "back": address_of(found)}
    return answer(request, form, write, address_of, "people/form.html", context)


def address_of(person: Person) -> str:
    """Return the address of a person's page."""
    return reverse("people:person", args=[person.pk])
