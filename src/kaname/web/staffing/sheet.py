"""Demands and time to fill as workbooks: heads that stay, filters, real dates and numbers."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as t
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.names import spoken
from kaname.domains.staffing.enums import Source, Step
from kaname.domains.staffing.queries.demands import Standing
from kaname.domains.staffing.queries.time_to_fill import Quarter, TimeToFill
from kaname.domains.staffing.rules import may_see_ceiling
from kaname.web.shell.books import Column, Listed, write_book
from kaname.web.templatetags.staffing import quarter_name

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
    write_book(out, Listed(t("Role demands"), (*HEAD, ceiling, *DAYS), rows))


def filling_book(out: BytesIO, found: TimeToFill) -> None:
    """Write three sheets: quarters, filled demands, open ones."""
    demands = (*HEAD, *DAYS)
    write_book(
        out,
        Listed(t("Quarters"), QUARTERS, found.quarters),
        Listed(t("Filled demands"), demands, found.filled),
        Listed(t("Open demands"), demands, found.waiting),
    )
