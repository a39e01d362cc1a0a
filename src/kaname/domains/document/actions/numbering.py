"""Numbers by the company's scheme: each once, none reused, never changed (mission row S35)."""

from django.db import transaction

from kaname.domains.core.models import Organisation
from kaname.domains.core.queries import organisation, today
from kaname.domains.document.models import Document, DocumentKind, NumberSeries
from kaname.domains.document.rules import Filing
from kaname.domains.project.models import Project

HOLE = "#"


@transaction.atomic
def take(project: Project | None, kind: DocumentKind) -> str:
    """Return the next free number of a project's or the company's row of numbers. The row is locked meanwhile."""
    company = Organisation.objects.first() or organisation()  # as it is, not as it was seconds ago
    day = today()
    filing = Filing.of(company)
    fiscal = day.year if day.month >= company.fiscal_year_start_month else day.year - 1
    said = {
        "project": (project.code if project is not None else filing.company).replace("/", "-"),
        "kind": kind.code,
        "year": day.year,
        "fiscal": fiscal,
    }
    before, width, after = _around_serial(filing.scheme)
    before, after = before.format(**said), after.format(**said)
    key = f"{before}{HOLE}{after}"
    series = NumberSeries.objects.select_for_update().get_or_create(key=key)[0]
    while True:
        series.last += 1
        number = f"{before}{series.last:0{width}}{after}"
        if not Document.objects.filter(number=number).exists():  # one of an earlier scheme may read the same
            break
    series.save(update_fields=["last"])
    return number


def _around_serial(scheme: str) -> tuple[str, int, str]:
    before, _sign, rest = scheme.partition("{serial:")
    width, _sign, after = rest.partition("}")
    return before, int(width), after
