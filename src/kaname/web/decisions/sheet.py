"""The list of decisions as a workbook."""

from collections.abc import Callable, Sequence
from datetime import date
from io import BytesIO
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kaname.domains.control.queries.decisions import Standing, day_of
from kaname.domains.core.names import spoken
from kaname.web.templatetags.decisions import told

COLUMNS: tuple[tuple[Promise, Callable[[Standing], Any]], ...] = (
    (_("number"), lambda s: s.decision.shown_code),
    (_("Project"), lambda s: spoken(s.decision.project)),
    (_("what is to be decided"), lambda s: told(s.decision, "question")),
    (_("state"), lambda s: str(s.decision.get_state_display())),
    (_("decides"), lambda s: spoken(s.decision.decider)),
    (_("raised on"), lambda s: day_of(s.decision.raised_at) if s.decision.raised_at else None),
    (_("decide by"), lambda s: s.decision.decide_by),
    (_("business days waited"), lambda s: s.days),
    (_("business days late"), lambda s: s.late),
    (_("decided on"), lambda s: day_of(s.decision.decided_at) if s.decision.decided_at else None),
    (_("chosen option"), lambda s: s.decision.chosen),
    (_("reason"), lambda s: told(s.decision, "reason") if s.decision.settled else ""),
)


def workbook(out: BytesIO, rows: Sequence[Standing]) -> None:
    """Write one sheet: a head that stays, filters, real dates and numbers."""
    import xlsxwriter

    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("decisions")
        head, day = book.add_format({"bold": True, "bottom": 1}), book.add_format({"num_format": "yyyy/mm/dd"})
        for x, (label, _value) in enumerate(COLUMNS):
            sheet.write_string(0, x, str(label), head)
        for y, row in enumerate(rows, start=1):
            for x, (_label, value) in enumerate(COLUMNS):
                _write(sheet, y, x, value(row), day)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, max(len(rows), 1), len(COLUMNS) - 1)
        sheet.autofit()


def _write(sheet: Any, y: int, x: int, value: Any, day: Any) -> None:
    if isinstance(value, date):
        sheet.write_datetime(y, x, value, day)
    elif isinstance(value, int):
        sheet.write_number(y, x, value)
    elif value:
        sheet.write_string(y, x, str(value))
