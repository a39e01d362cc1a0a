"""Reserves with what was drawn from them, and orders with what is open of them."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.html import escape, format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from kaname.domains.cost.actions import orders, reserves
from kaname.domains.cost.models import Commitment, Reserve
from kaname.domains.cost.queries.money import orders_of, reserves_of
from kaname.domains.cost.queries.structure import structures
from kaname.domains.people.enums import Level, Subject
from kaname.domains.project.models import Project
from kaname.domains.project.rules import can
from kaname.web.cost.asking import keeping, reading
from kaname.web.cost.forms import DrawForm, OrderForm, ReserveForm
from kaname.web.shell.kept import kept
from kaname.web.shell.saving import answer, posted
from kaname.web.templatetags.names import typed


@kept
@reading
def reserve_list(request: HttpRequest, project: Project) -> HttpResponse:
    """Show what is kept back, what was drawn by which decision, and what is ordered."""
    held = list(reserves_of(project))
    ordered = orders_of(project)
    approved, written = structures(project)
    context = {
        "project": project,
        "part": "reserves",
        "approved": approved,
        "written": written,
        "reserves": [(r, r.drawn, r.yen - r.drawn) for r in held],
        "left": sum(r.yen - r.drawn for r in held),
        "kept": sum(r.yen for r in held),
        "orders": ordered,
        "open": sum(o.left for o in ordered),
        "may_keep": can(request.user, project, Subject.COST, Level.EDIT),
    }
    return render(request, "cost/reserves.html", context)


@keeping
def reserve_new(request: HttpRequest, project: Project) -> HttpResponse:
    """Keep money back."""
    write = partial(reserves.create, project=project, by=request.user)
    return _form(request, project, ReserveForm(posted(request)), write, _("New reserve"))


@keeping
def draw(request: HttpRequest, project: Project, reserve: int) -> HttpResponse:
    """Draw from a reserve by a decision."""
    found = get_object_or_404(Reserve.objects.select_related("project"), pk=reserve, project=project)
    write = partial(reserves.draw, reserve=found, by=request.user)
    left = f"{found.yen - reserves.drawn(found):,}"
    note = _("%(reserve)s: %(left)s yen are left. What is drawn counts from the next approved budget on.")
    words = {"reserve": format_html("{}: {}", found.get_kind_display(), typed(found.name)), "left": left}
    told = mark_safe(escape(note) % words)  # noqa: S308 - of the catalogue's sentence and escaped words
    return _form(request, project, DrawForm(found, posted(request)), write, _("Draw from a reserve"), note=told)


@keeping
def order_new(request: HttpRequest, project: Project) -> HttpResponse:
    """Enter an order."""
    form = OrderForm(project, posted(request), instance=Commitment())
    return _form(request, project, form, partial(orders.create, by=request.user), _("New order"))


@keeping
def order_edit(request: HttpRequest, project: Project, order: int) -> HttpResponse:
    """Change, settle or cancel an order."""
    rows = Commitment.objects.select_related("account__project")
    found = get_object_or_404(rows, pk=order, account__project=project)
    write = partial(orders.update, commitment=found, by=request.user)
    form = OrderForm(project, posted(request), instance=get_object_or_404(rows, pk=order))
    return _form(request, project, form, write, _("Edit the order"))


def _form(request: HttpRequest, project: Project, form: Any, write: Any, heading: str, note: str = "") -> HttpResponse:
    back = reverse("cost:reserves", args=[project.code])
    context = {"project": project, "heading": heading, "back": back, "note": note}
    return answer(request, form, write, back, "projects/form.html", context)
