"""The success rate over all projects of the reader, its formula and tolerances, and the rows behind it (S54)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kaname.domains.core.queries import organisation
from kaname.domains.people.enums import Level, Subject
from kaname.domains.people.rules import can_company
from kaname.domains.reporting.queries.success import Closed, success_rate
from kaname.domains.reporting.rules.success import Tolerances
from kaname.web.projects.closing_shown import conditions
from kaname.web.shell.access import portfolio_page
from kaname.web.shell.kept import kept


class Line:
    """A closed project as a row."""

    def __init__(self, row: Closed) -> None:
        """Put its conditions into words."""
        self.project, self.closing, self.verdict = row.project, row.closing, row.verdict
        told = row.closing is not None and row.closing.facts
        self.conditions = conditions(row.closing.facts, row.verdict, row.money) if row.closing and told else []
        self.met = {c.key: c for c in self.conditions}
        self.when = row.closing.answered_at if row.closing else None


@kept
@portfolio_page
def success_page(request: HttpRequest) -> HttpResponse:
    """Show how many closed projects met what was agreed; cancelled ones apart."""
    found = success_rate(request.user)
    missed = {
        key: sum(1 for row in found.closed if not getattr(row.verdict, key))
        for key in ("quality", "cost", "delivery", "accepted")
    }
    context = {
        "found": found,
        "lines": [Line(row) for row in found.closed],
        "missed": missed,
        "tolerances": Tolerances.of(organisation()),
        "may_set": can_company(request.user, Subject.REPORT, Level.READ),
    }
    return render(request, "health/success.html", context)
