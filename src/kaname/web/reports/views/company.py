"""The reports of the company: the list of all projects, and what the PMO did."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from kaname.domains.people.enums import Level, Subject
from kaname.domains.people.rules import can_company
from kaname.web.reports.views import pages
from kaname.web.shell.access import company_page

reading = company_page(Subject.REPORT)
writing = company_page(Subject.REPORT, read=Level.EDIT)


def place(request: HttpRequest) -> pages.Place:
    """Return that these pages are the company's."""

    def address(name: str, *args: Any) -> str:
        return reverse(f"reports:company-{name}", args=args)

    return pages.Place(request, None, address, can_company(request.user, Subject.REPORT, Level.EDIT))


@reading
def draft(request: HttpRequest, company_kind: str) -> HttpResponse:
    """Show a draft, and write its sentences."""
    return pages.draft(place(request), company_kind)


@reading
def draft_file(request: HttpRequest, company_kind: str, ending: str) -> HttpResponse:
    """Return a draft as a file."""
    return pages.draft_file(place(request), company_kind, ending)


@writing
def freeze(request: HttpRequest, company_kind: str) -> HttpResponse:
    """Look before freezing, and freeze."""
    return pages.freeze(place(request), company_kind)


@reading
def frozen(request: HttpRequest, company_snapshot: int) -> HttpResponse:
    """Show a frozen report."""
    return pages.frozen(place(request), company_snapshot)


@reading
def frozen_file(request: HttpRequest, company_snapshot: int, ending: str) -> HttpResponse:
    """Return a frozen report as a file."""
    return pages.frozen_file(place(request), company_snapshot, ending)


@writing
def send(request: HttpRequest, company_snapshot: int) -> HttpResponse:
    """Send a frozen report."""
    return pages.send(place(request), company_snapshot)
