"""Demands and time to fill as workbooks: heads that stay, filters, real dates and numbers."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as t
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.names import spoken
from kaname.domains.staffing.enums import Source, Step
from kaname.domains.staffing.queries.demands import Standing
from kaname.domains.staffing.queries.time_to_fill import Quarter, TimeToFill
from kaname.domains.staffing.rules import may_see_ceiling
from kaname.web.templatetags.staffing import quarter_name

type Column[R] = tuple[Any, Callable[[R], Any]]

HEAD: tuple[Column[Standing], ...] = (
    (_("number"), lambda s: s.demand.shown_code),
    (_("Project"), lambda s: f"{s.demand.project.code} {spoken(s.demand.project)}"),
    (_("role"), lambda s: s.demand.shown_role),
    (_("state"), lambda s: str(s.demand.get_state_display())),
    (_("who acts next"), lambda s: str(s.acts.label) if s.acts else ""),
    (_("needed from"), lambda s: s.demand.begins),
    (_("needed until"), lambda s: s.demand.ends),
    (_("needed by"), lambda s: s.demand.needed_by),
    (_("raised"), lambda s: s.raised),
    (_("ended"), lambda s: s.ended),
    (_("business days late"), lambda s: s.late),
)
DAYS: tuple[Column[Standing], ...] = (
    (_("time to fill (business days)"), lambda s: s.days),
    *((step.label, lambda s, step=step: s.by_step[step]) for step in Step),
    (_("internal or external"), lambda s: str(Source(s.source).label) if s.source else ""),
)
QUARTERS: tuple[Column[Quarter], ...] = (
    (_("Quarter"), lambda q: quarter_name(q.begins)),
    (_("filled"), lambda q: q.filled.count),
    (_("median, business days"), lambda q: q.filled.days),
    (_("internal: number"), lambda q: q.internal.count),
    (_("internal: median"), lambda q: q.internal.days),
    (_("external: number"), lambda q: q.external.count),
    (_("external: median"), lambda q: q.external.days),
    *((step.label, lambda q, step=step: q.by_step[step].days) for step in Step),
    (_("longest"), lambda q: q.slowest.days if q.slowest else None),
    (_("called off, not counted"), lambda q: q.cancelled),
    (_("expired, not counted"), lambda q: q.expired),
)


def demand_book(out: BytesIO, rows: Sequence[Standing], user: Any) -> None:
    """Write the list; the ceiling of those projects only in which the reader may see it."""
    ceiling: Column[Standing] = (
        _("budget ceiling (yen)"),
        lambda s: s.demand.ceiling_yen if may_see_ceiling(user, s.demand.project) else None,
    )
    _book(out, [(t("Role demands"), (*HEAD, ceiling, *DAYS), rows)])


def filling_book(out: BytesIO, found: TimeToFill) -> None:
    """Write three sheets: quarters, filled demands, open ones."""
    demands = (*HEAD, *DAYS)
    _book(
        out,
        [
            (t("Quarters"), QUARTERS, found.quarters),
            (t("Filled demands"), demands, found.filled),
            (t("Open demands"), demands, found.waiting),
        ],
    )


def _book(out: BytesIO, sheets: Iterable[tuple[str, Sequence[Column[Any]], Sequence[Any]]]) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        head, day = book.add_format({"bold": True, "bottom": 1}), book.add_format({"num_format": "yyyy/mm/dd"})
        for name, columns, rows in sheets:
            sheet = book.add_worksheet(name)
            for x, (label, _value) in enumerate(columns):
                sheet.write_string(0, x, str(label), head)
            for y, row in enumerate(rows, start=1):
                for x, (_label, value) in enumerate(columns):
                    _write(sheet, y, x, value(row), day)
            sheet.freeze_panes(1, 1)
            sheet.autofilter(0, 0, max(len(rows), 1), len(columns) - 1)
            sheet.autofit()


def _write(sheet: Any, y: int, x: int, value: Any, day: Any) -> None:
    if isinstance(value, date):
        sheet.write_datetime(y, x, value, day)
    elif isinstance(value, int | float):
        sheet.write_number(y, x, value)
    elif value:
        sheet.write_string(y, x, str(value))
