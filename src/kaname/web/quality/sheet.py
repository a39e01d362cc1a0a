"""Quality as workbooks: the quantitative table of specification 6.7, defects, gates, the trend of the organisation."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as t
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.names import spoken
from kaname.domains.quality.enums import Cause, DefectState, Ruling, Severity, Stage, Unit
from kaname.domains.quality.models import Defect
from kaname.domains.quality.queries.gates import Seen
from kaname.domains.quality.queries.measures import Followed
from kaname.domains.quality.queries.trend import Quarter
from kaname.web.shell.books import Column, Listed, write_book
from kaname.web.templatetags.staffing import quarter_name

VERDICTS = {"in": _("in the band"), "out": _("out of the band"), "none": _("not measured")}
METRICS: tuple[Column[Followed], ...] = (
    (_("metric"), lambda f: spoken(f.measure.metric)),
    (_("Phase"), lambda f: spoken(f.measure.phase)),
    (_("stage"), lambda f: _label(Stage, f.measure.metric.stage)),
    (_("unit of size"), lambda f: _label(Unit, f.measure.metric.unit)),
    (_("target value"), lambda f: f.measure.target),
    (_("lower limit"), lambda f: f.lower),
    (_("upper limit"), lambda f: f.upper),
    (_("actual value"), lambda f: f.last.value if f.last else None),
    (_("verdict"), lambda f: str(VERDICTS[f.verdict])),
    (_("value before"), lambda f: f.before.value if f.before else None),
    (_("count"), lambda f: f.last.count if f.last else None),
    (_("size"), lambda f: f.last.size if f.last else None),
    (_("of how many (n)"), lambda f: f.last.n if f.last else None),
    (_("measured on"), lambda f: f.last.as_of if f.last else None),
    (_("remark"), lambda f: f.last.note if f.last else ""),
)
PROJECT: Column[Any] = (_("Project"), lambda row: f"{row.measure.project.code} {spoken(row.measure.project)}")
GATES: tuple[Column[Seen], ...] = (
    (_("number"), lambda s: s.gate.code),
    (_("Project"), lambda s: f"{s.gate.project.code} {spoken(s.gate.project)}"),
    (_("Phase"), lambda s: spoken(s.gate.phase)),
    (_("review no."), lambda s: s.gate.attempt),
    (_("state"), lambda s: s.state_label),
    (_("ruling"), lambda s: _label(Ruling, s.ruling)),
    (_("ruled on"), lambda s: s.gate.ruled_on if s.ruled else None),
    (_("ruled by"), lambda s: spoken(s.gate.ruled_by) if s.ruled else ""),
    (_("score (%)"), lambda s: s.gate.score if s.ruled else None),
    (_("size"), lambda s: s.gate.size),
    (_("unit of size"), lambda s: _label(Unit, s.gate.unit)),
    (_("conditions open"), lambda s: s.open),
    (_("conditions overdue"), lambda s: s.late),
    (_("why"), lambda s: s.gate.shown_reason if s.ruled else ""),
)
QUARTERS: tuple[Column[Quarter], ...] = (
    (_("Quarter"), lambda q: quarter_name(q.begins)),
    (_("defects found"), lambda q: q.found),
    (_("escaped"), lambda q: q.escaped),
    (_("removed before release, DRE (%)"), lambda q: q.removal),
    (_("first gate reviews"), lambda q: q.first),
    (_("passed at once"), lambda q: q.passed),
    (_("gates passed at once (%)"), lambda q: q.first_pass),
)


def defect_columns(ended: Mapping[int, date], deciders: Mapping[int, str]) -> tuple[Column[Any], ...]:
    """Return the columns of a list of defects; ``ended``: the day on which each came to its end."""
    return (
        (_("number"), lambda d: d.shown_code),
        (_("Project"), lambda d: f"{d.project.code} {spoken(d.project)}"),
        (_("what is wrong"), lambda d: d.shown_title),
        (_("severity"), lambda d: _label(Severity, d.then_severity)),
        (_("state"), lambda d: _label(DefectState, d.then_state)),
        (_("found on"), lambda d: d.found_on),
        (_("found in"), lambda d: _label(Stage, d.stage)),
        (_("Phase"), lambda d: spoken(d.phase)),
        (_("module or document"), lambda d: d.module),
        (_("made in"), lambda d: _label(Stage, d.injected)),
        (_("cause of the defect"), lambda d: _label(Cause, d.cause)),
        (_("who fixes it"), lambda d: spoken(d.then_owner)),
        (_("to be fixed by"), lambda d: d.then_due),
        (_("settled on"), lambda d: ended.get(d.pk)),
        (_("what was done about it"), lambda d: d.shown_remedy),
        (_("decided not to be fixed by"), lambda d: deciders.get(d.pk, "")),
    )


def defect_sheet(rows: Sequence[Defect], ended: Mapping[int, date], deciders: Mapping[int, str]) -> Listed[Defect]:
    """Return defects as a sheet."""
    return Listed(t("Defects"), defect_columns(ended, deciders), rows)


def register_book(out: BytesIO, found: Sequence[Quarter], metrics: Sequence[Followed], gates: Sequence[Seen]) -> None:
    """Write the organisation's quality: quarters, metrics of every project, gates."""
    units = sorted({d.unit for q in found for d in q.densities})
    densities: list[Column[Quarter]] = [c for unit in units for c in _density(unit)]
    write_book(
        out,
        Listed(t("Quarters"), (*QUARTERS, *densities), found),
        Listed(t("Quality metrics"), (PROJECT, *METRICS), metrics, 2),
        Listed(t("Gates"), GATES, gates),
    )


def project_book(out: BytesIO, metrics: Sequence[Followed], defects: Listed[Defect], gates: Sequence[Seen]) -> None:
    """Write a project's quality: the quantitative table, its defects, its gates."""
    write_book(out, Listed(t("Quality metrics"), METRICS, metrics), defects, Listed(t("Gates"), GATES, gates))


def _density(unit: str) -> list[Column[Quarter]]:
    label = {"unit": Unit(unit).label}

    def part(name: str) -> Callable[[Quarter], Any]:
        return lambda q: getattr(q.density(unit), name, None)

    return [
        (_("defects of gates passed (%(unit)s)") % label, part("defects")),
        (_("size passed (%(unit)s)") % label, part("size")),
        (_("defects per %(unit)s") % label, part("value")),
    ]


def _label(choices: Any, value: str) -> str:
    return str(choices(value).label) if value else ""
