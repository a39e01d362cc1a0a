"""A report document as a page shows it: charts become options with their numbers beside them."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from kaname.exchange.reports import drawing
from kaname.exchange.reports.document import Chart, ReportDocument, Section, Table


@dataclass(frozen=True, slots=True)
class Shown:
    """A block of a section: a table, or a chart with its option, its numbers and an id of its own."""

    table: Table | None = None
    chart: Chart | None = None
    option: dict[str, Any] | None = None
    numbers: dict[str, Any] | None = None
    key: str = ""


def parts(document: ReportDocument) -> list[tuple[Section, list[Shown]]]:
    """Return the sections with what stands in them."""
    return [(section, [_shown(section, n, b) for n, b in enumerate(section.blocks)]) for section in document.sections]


def _shown(section: Section, n: int, block: Table | Chart) -> Shown:
    if isinstance(block, Table):
        return Shown(table=block)
    return Shown(
        chart=block, option=drawing.option(block), numbers=drawing.table(block), key=f"chart-{section.key}-{n}"
    )


def has_charts(document: ReportDocument) -> bool:
    """Return whether the page needs the charts' script."""
    return any(isinstance(block, Chart) for section in document.sections for block in section.blocks)


def site(request: HttpRequest) -> str:
    """Return the address that links in files begin with."""
    return request.build_absolute_uri("/").rstrip("/")
