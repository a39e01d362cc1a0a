"""Calendars: list, editor of week and exceptions, the year as it comes out."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kaname.domains.core.queries import today
from kaname.domains.people.enums import Level, Subject
from kaname.domains.people.rules import can_company
from kaname.domains.resource.actions import calendars as actions
from kaname.domains.resource.bridge import is_official, year_of
from kaname.domains.resource.models import WorkCalendar
from kaname.domains.resource.queries import calendars_visible_to, company_calendar
from kaname.domains.resource.rules import can_edit_calendar, level_anywhere
from kaname.domains.schedule.actions.calendar_changes import recalculate_plans
from kaname.domains.schedule.queries.calendar_use import plans_using
from kaname.web.resources.forms import CalendarForm, ExceptionForm, week_as_text
from kaname.web.shell.access import company_page, signed_in
from kaname.web.shell.kept import kept
from kaname.web.shell.saving import tell


@kept
@signed_in
def calendar_list(request: HttpRequest) -> HttpResponse:
    """List the calendars that the user's projects and the company work by."""
    if level_anywhere(request.user, Subject.CALENDAR) == Level.NONE:
        raise Http404
    context = {
        "calendars": calendars_visible_to(request.user),
        "company": company_calendar(),
        "may_add": can_company(request.user, Subject.CALENDAR, Level.EDIT),
    }
    return render(request, "resources/calendars.html", context)


@company_page(Subject.CALENDAR, read=Level.EDIT)
def calendar_new(request: HttpRequest) -> HttpResponse:
    """Make a calendar of the company."""
    initial = {"national_holidays": True, **{f"day{n}": "9:00-12:00, 13:00-18:00" for n in range(5)}}
    form = CalendarForm(request.POST or None, bases=bases(None), initial=initial)
    if request.method == "POST" and form.is_valid():
        calendar = actions.create(by=request.user, **values_of(form))
        return redirect("resources:calendar", pk=calendar.pk)
    return render(request, "resources/calendar_new.html", {"form": form}, status=422 if form.is_bound else 200)


@signed_in
def calendar_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a calendar's year and, to who may, the editor of its week and exceptions."""
    calendar = visible(request, pk)
    may_edit = can_edit_calendar(request.user, calendar)
    if request.method == "POST":
        if not may_edit:
            raise PermissionDenied
        form = CalendarForm(request.POST, bases=bases(calendar))
        if form.is_valid():
            with transaction.atomic():  # the calendar, and the job that lets plans follow it: both or neither
                actions.update(calendar=calendar, by=request.user, **values_of(form))
                changed(request, calendar)
            return redirect("resources:calendar", pk=pk)
    else:
        form = CalendarForm(bases=bases(calendar), initial=initial_of(calendar))
    return editor(request, calendar, form, ExceptionForm())


@signed_in
@require_POST
def exception_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Add days that differ."""
    calendar = visible(request, pk)
    if not can_edit_calendar(request.user, calendar):
        raise PermissionDenied
    form = ExceptionForm(request.POST)
    if form.is_valid():
        with transaction.atomic():
            actions.add_exception(calendar=calendar, by=request.user, **form.cleaned_data)
            changed(request, calendar)
        return redirect("resources:calendar", pk=pk)
    return editor(request, calendar, CalendarForm(bases=bases(calendar), initial=initial_of(calendar)), form)


@signed_in
@require_POST
def exception_remove(request: HttpRequest, pk: int, exception: int) -> HttpResponse:
    """Take days that differ away."""
    calendar = visible(request, pk)
    if not can_edit_calendar(request.user, calendar):
        raise PermissionDenied
    found = calendar.exceptions.filter(pk=exception).first()
    if found is None:
        raise Http404
    with transaction.atomic():
        actions.remove_exception(exception=found, by=request.user)
        changed(request, calendar)
    return redirect("resources:calendar", pk=pk)


def changed(request: HttpRequest, calendar: WorkCalendar) -> None:
    """Let the plans that work by a calendar follow, and say so."""
    job = recalculate_plans(calendar=calendar, by=request.user)
    sentence = _("The calendar is kept, and the plans that work by it are computed anew.")
    tell(request, sentence if job else _("The calendar is kept."))


def visible(request: HttpRequest, pk: int) -> WorkCalendar:
    """Return a calendar that the user may see, or 404."""
    found = calendars_visible_to(request.user).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def bases(calendar: WorkCalendar | None) -> Any:
    """Return the calendars that may stand under one: the company's, never itself or what stands on it."""
    rows = WorkCalendar.objects.filter(project=None)
    return rows if calendar is None else rows.exclude(pk=calendar.pk).exclude(base=calendar)


def values_of(form: CalendarForm) -> dict[str, Any]:
    """Return what a valid form says."""
    return {name: form.cleaned_data[name] for name in ("name", "base", "national_holidays", "week")}


def initial_of(calendar: WorkCalendar) -> dict[str, Any]:
    """Return a calendar as its form shows it."""
    return {
        "name": calendar.name,
        "base": calendar.base_id,
        "national_holidays": calendar.national_holidays,
        **week_as_text(calendar),
    }


def editor(
    request: HttpRequest, calendar: WorkCalendar, form: CalendarForm, exception_form: ExceptionForm
) -> HttpResponse:
    """Show the calendar's page with its forms."""
    try:
        year = min(max(int(request.GET.get("year", today().year)), 1990), 2099)
    except ValueError:
        year = today().year
    context = {
        "calendar": calendar,
        "form": form,
        "exception_form": exception_form,
        "may_edit": can_edit_calendar(request.user, calendar),
        "year": str(year),  # a number would be written 2,026
        "years": (str(year - 1), str(year + 1)),
        "months": year_of(calendar, year),
        "official": is_official(year),
        "uses": plans_using(request.user, calendar),
        "exceptions": [e for e in calendar.exceptions.all() if e.first.year <= year <= e.last.year],
    }
    wrong = form.is_bound or exception_form.is_bound
    return render(request, "resources/calendar.html", context, status=422 if wrong else 200)
