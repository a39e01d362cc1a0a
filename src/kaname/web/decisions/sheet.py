"""The list of decisions as a workbook."""

from collections.abc import Sequence
from io import BytesIO

from django.utils.translation import gettext_lazy as _

from kaname.domains.control.queries.decisions import Standing, day_of
from kaname.domains.core.names import spoken
from kaname.web.shell.books import Column, Listed, write_book
from kaname.web.templatetags.decisions import told

COLUMNS: tuple[Column[Standing], ...] = (
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
    write_book(out, Listed("decisions", COLUMNS, rows))
