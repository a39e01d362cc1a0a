"""The pool of people and roles: list, one resource, leave, rates."""

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kaname.domains.people.enums import Employer
from kaname.domains.resource.actions import resources as actions
from kaname.domains.resource.models import Resource
from kaname.domains.resource.queries import rates_visible_to
from kaname.domains.resource.rules import can_edit_pool, can_note_leave
from kaname.web.resources.forms import LeaveForm, RateForm
from kaname.web.resources.views.load import people_of
from kaname.web.shell.access import signed_in
from kaname.web.shell.kept import kept
from kaname.web.shell.saving import tell


@kept
@signed_in
def resource_list(request: HttpRequest) -> HttpResponse:
    """List whom the company can put to work; filters stand in the address."""
    people = people_of(request.user).filter(project=None)
    q, employer = request.GET.get("q", "").strip(), request.GET.get("employer", "")
    if q:
        people = people.filter(
            Q(name__icontains=q)
            | Q(name_en__icontains=q)
            | Q(person__kana__icontains=q)
            | Q(role_name__icontains=q)
            | Q(role_name_en__icontains=q)
        )
    if employer in Employer.values:
        people = people.filter(person__employer=employer)
    context = {"resources": people.order_by("name"), "q": q, "employer": employer, "employers": Employer.choices}
    return render(request, "resources/list.html", context)


@signed_in
def resource_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one resource: capacity, calendar, leave, and the rates that the user may see."""
    return page(request, found(request, pk), LeaveForm(), RateForm())


@signed_in
@require_POST
def leave_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Note days on which the person is away."""
    resource = found(request, pk)
    if resource.person is None or not can_note_leave(request.user, resource):
        raise PermissionDenied
    form = LeaveForm(request.POST)
    if form.is_valid():
        actions.add_leave(person=resource.person, by=request.user, **form.cleaned_data)
        tell(request, _("Saved."))
        return redirect("resources:resource", pk=pk)
    return page(request, resource, form, RateForm())


@signed_in
@require_POST
def leave_remove(request: HttpRequest, pk: int, leave: int) -> HttpResponse:
    """Take a leave back."""
    resource = found(request, pk)
    if resource.person is None or not can_note_leave(request.user, resource):
        raise PermissionDenied
    row = resource.person.leaves.filter(pk=leave).first()
    if row is None:
        raise Http404
    actions.remove_leave(leave=row, by=request.user)
    tell(request, _("Removed."))
    return redirect("resources:resource", pk=pk)


@signed_in
@require_POST
def rate_set(request: HttpRequest, pk: int) -> HttpResponse:
    """Set what an hour costs from a date on."""
    resource = found(request, pk)
    if not can_edit_pool(request.user):
        raise PermissionDenied
    form = RateForm(request.POST)
    if form.is_valid():
        actions.set_rate(resource=resource, by=request.user, **form.cleaned_data)
        return redirect("resources:resource", pk=pk)
    return page(request, resource, LeaveForm(), form)


def found(request: HttpRequest, pk: int) -> Resource:
    """Return a resource that the user may see, or 404."""
    row: Resource | None = people_of(request.user).filter(pk=pk).first()
    if row is None:
        raise Http404
    return row


def page(request: HttpRequest, resource: Resource, leave_form: LeaveForm, rate_form: RateForm) -> HttpResponse:
    """Show a resource's page with its forms."""
    context = {
        "resource": resource,
        "leaves": resource.person.leaves.all() if resource.person else [],
        "rates": rates_visible_to(request.user, resource),
        "may_note_leave": resource.person is not None and can_note_leave(request.user, resource),
        "may_set_rates": can_edit_pool(request.user),
        "leave_form": leave_form,
        "rate_form": rate_form,
    }
    wrong = leave_form.is_bound or rate_form.is_bound
    return render(request, "resources/resource.html", context, status=422 if wrong else 200)
