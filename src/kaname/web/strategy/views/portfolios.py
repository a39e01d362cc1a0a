"""Reading portfolios: all of them, and one with objectives, components, budget, capacity and balance."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kaname.domains.core.queries import today
from kaname.domains.people.enums import Level, Subject
from kaname.domains.portfolio.enums import NEXT_PORTFOLIO_STATES
from kaname.domains.portfolio.models import Portfolio
from kaname.domains.portfolio.rules import sees_budget
from kaname.domains.reporting.queries.portfolio import reach
from kaname.domains.reporting.queries.portfolios import capacity_of, views
from kaname.web.shell.access import portfolio_page
from kaname.web.shell.kept import kept
from kaname.web.strategy.pictures import balance_chart, capacity_chart
from kaname.web.strategy.reach import common, day_of, portfolio_or_404
from kaname.web.strategy.sentences import portfolio_answer, portfolios_answer


@kept
@portfolio_page
def portfolios(request: HttpRequest) -> HttpResponse:
    """Show every portfolio that the reader may see."""
    rows = Portfolio.objects.visible_to(request.user).select_related("owner").order_by("code")
    found = views(request.user, rows, today())
    budgets = {view.portfolio.pk for view in found if sees_budget(request.user, view.portfolio)}
    context = common(request, "portfolios") | {
        "views": found,
        "budgets": budgets,
        "answer": portfolios_answer(found, budgets),
    }
    return render(request, "strategy/portfolios.html", context)


@kept
@portfolio_page
def one(request: HttpRequest, portfolio: int) -> HttpResponse:
    """Show a portfolio; ``?as_of=DATE``: as it stood then, its budget and capacity as they are now."""
    row = portfolio_or_404(request, portfolio)
    as_of = day_of(request)
    view = views(request.user, [row], as_of or today())[0]
    context = common(request, "portfolios")
    people = reach(request.user, Subject.RESOURCE) >= Level.READ
    capacity = capacity_of(request.user, view, as_of) if people and view.parts else None
    budget = context["money"] and sees_budget(request.user, row)
    context |= {
        "view": view,
        "portfolio": row,
        "as_of": as_of,
        "budget": budget,
        "capacity": capacity,
        "answer": portfolio_answer(view, budget, capacity),
        "capacity_chart": capacity_chart(capacity) if capacity and capacity.roles else None,
        "balance": balance_chart(view, context["money"]) if view.parts else None,
        "next": [(s.value, s.label) for s in NEXT_PORTFOLIO_STATES.get(row.state, ())],
    }
    return render(request, "strategy/portfolio.html", context)
