"""The register as a workbook: the columns of specification 6.4, and the matrix on a sheet of its own."""

from collections.abc import Collection, Sequence
from io import BytesIO

from django.utils.translation import gettext as t
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.names import spoken
from kaname.domains.risk.queries.counting import Cell, matrix
from kaname.domains.risk.queries.standing import Standing
from kaname.web.shell.books import Column, Listed, write_book
from kaname.web.templatetags.risks import ARROWS, said

HEAD: tuple[Column[Standing], ...] = (
    (_("No."), lambda s: s.risk.shown_code),
    (_("cause → event → effect"), lambda s: s.step.sentence),
    (_("category of risk"), lambda s: str(s.step.get_category_display())),
    (_("threat or opportunity"), lambda s: str(s.step.get_direction_display())),
    (_("probability (1-5)"), lambda s: s.step.probability),
    (_("impact on dates (1-5)"), lambda s: s.step.impact_delay),
    (_("impact on cost (1-5)"), lambda s: s.step.impact_cost),
    (_("impact on quality (1-5)"), lambda s: s.step.impact_quality),
    (_("score"), lambda s: s.step.score),
)
MIDDLE: tuple[Column[Standing], ...] = (
    (_("how near it is"), lambda s: str(s.step.get_proximity_display())),
    (_("response"), lambda s: str(s.step.get_response_display())),
    (_("preventive action"), lambda s: said(s.step, "prevention")),
    (_("action when it happens"), lambda s: said(s.step, "contingency")),
    (_("sign that it begins"), lambda s: said(s.step, "trigger")),
    (_("risk owner"), lambda s: spoken(s.step.owner)),
    (_("next review"), lambda s: s.step.review_due),
    (_("probability after the response (1-5)"), lambda s: s.step.residual_probability),
    (_("impact after the response (1-5)"), lambda s: s.step.residual_impact),
)
TAIL: tuple[Column[Standing], ...] = (
    (_("state"), lambda s: str(s.step.get_state_display())),
    (_("movement (↑→↓)"), lambda s: ARROWS.get(s.trend, "")),
)
FIELDS: tuple[Column[list[Cell]], ...] = (
    (_("P \\ I"), lambda line: line[0].probability),
    *((str(n + 1), lambda line, n=n: line[n].count or None) for n in range(5)),
)


def register_book(out: BytesIO, rows: Sequence[Standing], priced: Collection[int]) -> None:
    """Write the list and the matrix. ``priced``: the projects whose amounts are for the reader."""

    def amount(name: str) -> "Column[Standing]":
        label = _("expected value (yen)") if name == "emv_yen" else _("reserve (yen)")
        return label, lambda s: getattr(s.step, name) if s.risk.project_id in priced else None

    columns = (*HEAD, amount("emv_yen"), *MIDDLE, amount("reserve_yen"), *TAIL)
    write_book(
        out,
        Listed(t("Risk register"), columns, rows),
        Listed(t("Risk matrix"), FIELDS, matrix(rows), narrowed=False),
    )
