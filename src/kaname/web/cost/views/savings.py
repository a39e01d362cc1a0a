"""The savings ledger of a project and of all: claims, what counts and why, approval by somebody else, withdrawal."""

from collections.abc import Callable
from datetime import date
from functools import partial
from io import BytesIO
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kaname.domains.core.queries import today
from kaname.domains.cost.actions import savings
from kaname.domains.cost.enums import SavingState
from kaname.domains.cost.models import Saving
from kaname.domains.cost.queries.savings import Ledger, ledger_of
from kaname.domains.people.enums import Level, Subject
from kaname.domains.project.models import Project
from kaname.domains.project.rules import can
from kaname.domains.reporting.queries.portfolio import reach
from kaname.domains.schedule.queries.rounds import person_of
from kaname.web.cost.savings_form import ReasonForm, SavingForm
from kaname.web.cost.savings_shown import Line, answer, cells, heads, lines
from kaname.web.cost.views.downloads import XLSX
from kaname.web.shell.access import anywhere_page, project_page
from kaname.web.shell.kept import kept
from kaname.web.shell.saving import answer as answered
from kaname.web.shell.saving import posted

reading = project_page(Subject.SAVING)
claiming = project_page(Subject.SAVING, read=Level.EDIT)
deciding = project_page(Subject.SAVING, read=Level.DECIDE, write=Level.DECIDE)
anywhere = anywhere_page(Subject.SAVING)
WIDTHS = (10, 9, 34, 22, 15, 15, 14, 40, 12, 12, 34, 50, 34, 16, 16, 12)


@kept
@reading
def saving_list(request: HttpRequest, project: Project) -> HttpResponse:
    """Show a project's claims: which count, which do not and why."""
    ledger = ledger_of(Saving.objects.filter(project=project))
    context = {
        "project": project,
        "part": "savings",
        "ledger": ledger,
        "answer": answer(ledger),
        "lines": lines(ledger),
        "may_claim": can(request.user, project, Subject.SAVING, Level.EDIT),
        "without_cost": not can(request.user, project, Subject.COST, Level.READ),
    }
    return render(request, "cost/savings.html", context)


@kept
@anywhere
def every_saving(request: HttpRequest) -> HttpResponse:
    """Show the claims of every project whose savings the reader may see, with each project's total."""
    ledger = ledger_of(Saving.objects.visible_to(request.user))
    shown = lines(ledger)
    by_project: dict[int, list[Line]] = {}
    for line in shown:
        by_project.setdefault(line.project.pk, []).append(line)
    sums = [(each[0].project, sum(line.counts for line in each), len(each)) for each in by_project.values()]
    context = {
        "ledger": ledger,
        "answer": answer(ledger),
        "lines": shown,
        "sums": sorted(sums, key=lambda row: -row[1]),
        "may_cost": reach(request.user, Subject.COST) >= Level.READ,
    }
    return render(request, "cost/savings_everywhere.html", context)


@reading
def savings_file(request: HttpRequest, project: Project) -> HttpResponse:
    """Return a project's ledger as .xlsx."""
    return _workbook(ledger_of(Saving.objects.filter(project=project)), f"savings-{project.code}")


@anywhere
def every_saving_file(request: HttpRequest) -> HttpResponse:
    """Return the ledger of every project as .xlsx."""
    return _workbook(ledger_of(Saving.objects.visible_to(request.user)), "savings")


def _workbook(ledger: Ledger, name: str) -> HttpResponse:
    """Write the ledger: amounts are numbers, days are days, filters in the head."""
    import xlsxwriter

    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet(_("Savings ledger"))
        head, money = book.add_format({"bold": True, "bottom": 1}), book.add_format({"num_format": "#,##0"})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        rows = [cells(line) for line in lines(ledger)]
        for x, (label, width) in enumerate(zip(heads(), WIDTHS, strict=True)):
            sheet.set_column(x, x, width)
            sheet.write_string(0, x, label, head)
        for y, row in enumerate(rows, start=1):
            for x, value in enumerate(row):
                if isinstance(value, int):
                    sheet.write_number(y, x, value, money)
                elif isinstance(value, date):
                    sheet.write_datetime(y, x, value, day)
                elif value:
                    sheet.write_string(y, x, str(value))
        sheet.freeze_panes(1, 3)
        sheet.autofilter(0, 0, max(len(rows), 1), len(WIDTHS) - 1)
    response = HttpResponse(out.getvalue(), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}-{today():%Y%m%d}.xlsx"'
    return response


@claiming
def saving_new(request: HttpRequest, project: Project) -> HttpResponse:
    """Claim a saving."""
    form = SavingForm(project, posted(request), instance=Saving())
    note = _("It counts once somebody else has approved it: the sponsor.")
    write = partial(savings.claim, project=project, by=request.user)
    return _form(request, project, form, write, _("Claim a saving"), _list(project), note)


@claiming
def saving_edit(request: HttpRequest, project: Project, saving: int) -> HttpResponse:
    """Change a claim that is not approved."""
    found = _found(project, saving)
    form = SavingForm(project, posted(request), instance=_found(project, saving))
    write = partial(savings.update, saving=found, by=request.user)
    return _form(request, project, form, write, _("Change the claim"), _page(found))


@reading
def saving_page(request: HttpRequest, project: Project, saving: int) -> HttpResponse:
    """Show one claim: how it was computed, its evidence, what it adds and why."""
    ledger = ledger_of(Saving.objects.filter(project=project))
    entry = next((e for e in ledger.entries if e.row.pk == saving), None)
    found = _found(project, saving) if entry is None else entry.row
    mine = (person := person_of(request.user)) is not None and found.claimant_id == person.pk
    may_claim = can(request.user, project, Subject.SAVING, Level.EDIT)
    decides = can(request.user, project, Subject.SAVING, Level.DECIDE)
    standing = found.state == SavingState.APPROVED and not hasattr(found, "withdrawn_by")
    context = {
        "project": project,
        "part": "savings",
        "line": lines(ledger, [entry] if entry else [])[0],
        "may_edit": may_claim and mine and found.state in savings.OPEN,
        "may_judge": decides and not mine and found.state == SavingState.CLAIMED,
        "own": decides and mine and found.state == SavingState.CLAIMED,
        "may_withdraw": standing and (decides or (may_claim and mine)),
        "without_cost": not can(request.user, project, Subject.COST, Level.READ),
    }
    return render(request, "cost/saving.html", context)


@require_POST
@deciding
def saving_approve(request: HttpRequest, project: Project, saving: int) -> HttpResponse:
    """Approve a claim."""
    return _decided(request, _found(project, saving), savings.approve)


@deciding
def saving_refuse(request: HttpRequest, project: Project, saving: int) -> HttpResponse:
    """Refuse a claim with the reason."""
    found = _found(project, saving)
    write = partial(savings.refuse, saving=found, by=request.user)
    return _form(request, project, ReasonForm(posted(request)), write, _("Refuse the claim"), _page(found), str(found))


@claiming
def saving_withdraw(request: HttpRequest, project: Project, saving: int) -> HttpResponse:
    """Take an approved claim back."""
    found = _found(project, saving)
    note = _("%(claim)s: a record of the opposite amount is added. Both stay, neither counts.") % {"claim": found}
    write = partial(savings.withdraw, saving=found, by=request.user)
    return _form(request, project, ReasonForm(posted(request)), write, _("Withdraw the saving"), _page(found), note)


def _decided(request: HttpRequest, saving: Saving, write: Callable[..., Any]) -> HttpResponse:
    try:
        write(saving=saving, by=request.user)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    return HttpResponseRedirect(_page(saving))


def _form(
    request: HttpRequest, project: Project, form: Any, write: Any, heading: str, back: str, note: str = ""
) -> HttpResponse:
    context = {"project": project, "heading": heading, "back": back, "note": note}
    return answered(request, form, write, back, "projects/form.html", context)


def _found(project: Project, saving: int) -> Saving:
    return get_object_or_404(Saving.objects.select_related("project", "claimant"), pk=saving, project=project)


def _list(project: Project) -> str:
    return reverse("cost:savings", args=[project.code])


def _page(saving: Saving) -> str:
    return reverse("cost:saving", args=[saving.project.code, saving.pk])
