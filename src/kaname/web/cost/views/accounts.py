"""Control accounts: the table of all, one with its budget lines, and the approval of the budget."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kaname.domains.core.names import spoken
from kaname.domains.cost.actions import accounts, budgets, cost_baselines, estimates
from kaname.domains.cost.models import BudgetLine, ControlAccount, CostBaseline
from kaname.domains.cost.queries.curve import approved
from kaname.domains.cost.queries.money import actuals_of, unapproved
from kaname.domains.people.enums import Level, Subject
from kaname.domains.project.models import Project
from kaname.domains.project.rules import can
from kaname.domains.schedule.models import Activity
from kaname.web.cost.asking import asked, keeping, promising, reading
from kaname.web.cost.forms import AccountForm, ApprovalForm, BudgetLineForm, EstimateForm
from kaname.web.cost.months import months_of
from kaname.web.cost.table import rows_of, total_of
from kaname.web.shell.kept import kept
from kaname.web.shell.saving import answer, posted

SHOWN = 50


@kept
@reading
def account_list(request: HttpRequest, project: Project) -> HttpResponse:
    """Show every account: budget, cost, what is ordered, and what will come of it."""
    wanted = asked(request, project)
    context = {
        "project": project,
        "part": "accounts",
        "asked": wanted,
        "rows": rows_of(project, wanted),
        "total": total_of(project, wanted),
        "baselines": list(CostBaseline.objects.filter(project=project).select_related("created_by__person")),
        "unapproved": unapproved(project),
        "months": months_of(project, approved(project), wanted),
        "may_keep": can(request.user, project, Subject.COST, Level.EDIT),
        "may_approve": can(request.user, project, Subject.BASELINE, Level.DECIDE),
    }
    return render(request, "cost/accounts.html", context)


@kept
@reading
def account_page(request: HttpRequest, project: Project, account: int) -> HttpResponse:
    """Show one account: its budget lines with their dates, its estimates and its entries."""
    found = get_object_or_404(ControlAccount.objects.select_related("owner"), pk=account, project=project)
    wanted = asked(request, project)
    work = {a.uid: a for a in Activity.objects.filter(plan__project=project).only("uid", "wbs", "name", "extras")}
    lines = list(found.budget_lines.select_related("drawdown").order_by("id"))
    row = next((row for row in rows_of(project, wanted) if row.pk == found.pk), None)
    taken = row.found if row else None
    context = {
        "project": project,
        "part": "accounts",
        "told": [wanted.amount(v) for v in (taken.bac, taken.ac, taken.eac)] if taken else [],
        "asked": wanted,
        "account": found,
        "lines": [(line, *_spoken(line, work.get(line.activity_uid))) for line in lines],
        "entries": list(actuals_of(project, found.pk)[:SHOWN]),
        "estimates": list(found.estimates.select_related("made_by__person")[:SHOWN]),
        "row": row,
        "may_keep": can(request.user, project, Subject.COST, Level.EDIT),
    }
    return render(request, "cost/account.html", context)


def _spoken(line: BudgetLine, activity: Activity | None) -> tuple[str, str]:
    """Return a line's WBS and name; one that is called as its activity speaks the reader's language, as that does."""
    if activity is None:
        return "", str(line)
    return activity.wbs, spoken(activity) if line.name in ("", activity.name) else line.name


@keeping
def account_new(request: HttpRequest, project: Project) -> HttpResponse:
    """Add an account."""
    form = AccountForm(posted(request), instance=ControlAccount(project=project))
    write = partial(accounts.create, project=project, by=request.user)
    return _form(request, project, form, write, _("New control account"), _list(project))


@keeping
def account_edit(request: HttpRequest, project: Project, account: int) -> HttpResponse:
    """Change an account."""
    found = get_object_or_404(ControlAccount, pk=account, project=project)
    write = partial(accounts.update, account=found, by=request.user)
    remove = reverse("cost:account-remove", args=[project.code, found.pk])
    form = AccountForm(posted(request), instance=found)
    return _form(request, project, form, write, _("Edit the control account"), _page(found), remove=remove)


@require_POST
@keeping
def account_remove(request: HttpRequest, project: Project, account: int) -> HttpResponse:
    """Take out an account on which nothing stands."""
    try:
        accounts.remove(account=get_object_or_404(ControlAccount, pk=account, project=project), by=request.user)
    except ProtectedError:
        messages.error(request, _("Something else stands on it. Move that first."))
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    return HttpResponseRedirect(_list(project))


@keeping
def line_new(request: HttpRequest, project: Project, account: int) -> HttpResponse:
    """Add a budget line."""
    found = get_object_or_404(ControlAccount, pk=account, project=project)
    instance = BudgetLine(account=found)
    form = BudgetLineForm(project, posted(request), instance=instance, branch=found.branch)
    write = partial(budgets.create, account=found, by=request.user)
    return _form(request, project, form, write, _("New budget line"), _page(found))


@keeping
def line_edit(request: HttpRequest, project: Project, line: int) -> HttpResponse:
    """Change a budget line."""
    found = get_object_or_404(BudgetLine.objects.select_related("account"), pk=line, account__project=project)
    form = BudgetLineForm(project, posted(request), instance=found, branch=found.account.branch)
    fresh = get_object_or_404(BudgetLine.objects.select_related("account__project"), pk=line)
    write = partial(budgets.update, line=fresh, by=request.user)
    remove = reverse("cost:line-remove", args=[project.code, found.pk])
    return _form(request, project, form, write, _("Edit the budget line"), _page(found.account), remove=remove)


@require_POST
@keeping
def line_remove(request: HttpRequest, project: Project, line: int) -> HttpResponse:
    """Take a budget line out."""
    found = get_object_or_404(BudgetLine.objects.select_related("account"), pk=line, account__project=project)
    try:
        budgets.remove(line=found, by=request.user)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    return HttpResponseRedirect(_page(found.account))


@require_POST
@keeping
def lines_from_plan(request: HttpRequest, project: Project, account: int) -> HttpResponse:
    """Take over the costs and the work of the plan's baseline as budget lines."""
    found = get_object_or_404(ControlAccount, pk=account, project=project)
    try:
        budgets.from_baseline(account=found, by=request.user)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    return HttpResponseRedirect(_page(found))


@keeping
def estimate_new(request: HttpRequest, project: Project, account: int) -> HttpResponse:
    """Enter what the rest of an account will cost."""
    found = get_object_or_404(ControlAccount, pk=account, project=project)
    write = partial(estimates.estimate, account=found, by=request.user)
    form = EstimateForm(project, posted(request))
    return _form(request, project, form, write, _("What is left to spend"), _page(found))


@promising
def approve(request: HttpRequest, project: Project) -> HttpResponse:
    """Approve the budget as it is written."""
    note = _(
        "Amounts and dates are frozen: earned value is measured against them. An approved budget is never changed."
    )
    write = partial(cost_baselines.approve, project=project, by=request.user)
    form = ApprovalForm(project, posted(request))
    return _form(request, project, form, write, _("Approve the budget"), _list(project), note=note)


def _form(
    request: HttpRequest, project: Project, form: Any, write: Any, heading: str, back: str, **more: Any
) -> HttpResponse:
    context = {"project": project, "heading": heading, "back": back, **more}
    return answer(request, form, write, back, "projects/form.html", context)


def _list(project: Project) -> str:
    return reverse("cost:accounts", args=[project.code])


def _page(account: ControlAccount) -> str:
    return reverse("cost:account", args=[account.project.code, account.pk])
