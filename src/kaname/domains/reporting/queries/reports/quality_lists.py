"""Sections about quality as of a report's date: rows of the table of quality, cost and delivery, and a slide."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kaname.domains.core.names import chosen, spoken
from kaname.domains.core.queries import organisation
from kaname.domains.people.enums import Subject
from kaname.domains.quality.enums import OPEN, Ruling
from kaname.domains.quality.models import DefectStep, Gate, Measure
from kaname.domains.quality.models.defect import ASCII, MARK
from kaname.domains.quality.queries.measures import Followed, followed_of
from kaname.domains.quality.queries.standing import last_steps, standings
from kaname.domains.quality.rules import Standing
from kaname.domains.reporting.queries.reports import cells
from kaname.domains.reporting.queries.reports.making import more, row, site_link, table
from kaname.domains.reporting.queries.reports.standpoint import Standpoint
from kaname.domains.reporting.rules.limits import Limits
from kaname.domains.reporting.rules.quality_axis import quality
from kaname.exchange.reports.document import Cell, Row, Section

QUALITY = Subject.QUALITY.value
METRICS, DEFECTS = 6, 4


def rows(stand: Standpoint) -> Iterator[Row]:
    """Yield the rows of quality of the weekly table (specification 6.1, part 2); none where nothing is recorded.

    Each is judged by its own part of the axis.
    """
    now = _standing(stand)
    was = standings([stand.project.pk], stand.before)[stand.project.pk] if stand.before else Standing()
    limits = Limits.of(organisation(), stand.project.project_type)
    axis, place, blank = cells.text(_("Quality")), site_link(stand, "quality/"), cells.text("")
    if now.read:
        label = cells.text(_("Metrics out of their band (of %(count)s)") % {"count": now.read}, place)
        before = cells.number(len(was.out)) if was.read else blank
        mark = cells.health(quality(Standing(read=now.read, out=now.out), limits).health)
        out = _bad(len(now.out))
        yield row("metrics", axis, label, cells.number(0), out, out, before, mark, subject=QUALITY)
    if now.defects:
        label = cells.text(_("Defects open (of them S1: %(count)s)") % {"count": len(now.s1)}, place)
        before = cells.number(was.open) if was.defects else blank
        gained = cells.number(now.open - was.open) if was.defects else blank
        mark = cells.health(quality(Standing(defects=now.defects, s1=now.s1), limits).health)
        yield row("defects", axis, label, blank, cells.number(now.open), gained, before, mark, subject=QUALITY)


def said(stand: Standpoint) -> tuple[str, ...]:
    """Return what is said of quality beside the table; nothing where there is nothing to say."""
    now = _standing(stand)
    told = []
    for each in now.s1[:1]:
        code, title = chosen(each.code, each.code.replace(MARK, ASCII)), chosen(each.title, each.title_en)
        words = ngettext(
            "Quality: %(code)s “%(title)s” (S1) has been open for %(days)s business day.",
            "Quality: %(code)s “%(title)s” (S1) has been open for %(days)s business days.",
            each.days,
        )
        told.append(words % {"code": code, "title": title, "days": each.days})
    for gate in now.failed[:1]:
        words = _("Quality: the gate of “%(phase)s” was not passed.")
        told.append(words % {"phase": chosen(gate.phase, gate.phase_en)})
    return tuple(told)


def slide(stand: Standpoint) -> tuple[Section, ...]:
    """Return the slide of quality (specification 6.2, slide 5); nothing where nothing is recorded."""
    now = _standing(stand)
    if not now.recorded:
        return ()
    found = followed_of(Measure.objects.filter(project=stand.project), stand.as_of)
    blocks = []
    if found:
        columns = (
            (_("Metric"), "text", 8),
            (_("Band"), "text", 4),
            (_("Actual"), "text", 3),
            (_("Last time"), "text", 3),
            (_("Judgement"), "mark", 3),
        )
        lines = [_metric(stand, f) for f in sorted(found, key=lambda f: f.verdict != "out")[:METRICS]]
        blocks.append(table(_("Quality metrics"), columns, lines, "", more(len(lines), len(found))))
    steps = _open_steps(stand)
    if steps:
        columns = (
            (_("Defect"), "text", 9),
            (_("Severity"), "text", 4),
            (_("Found on"), "date", 3),
            (_("Owner"), "text", 3),
            (_("due"), "date", 3),
        )
        lines = [_defect(stand, s) for s in steps[:DEFECTS]]
        blocks.append(table(_("Open defects"), columns, lines, "", more(len(lines), len(steps))))
    return (Section("quality", _("Quality"), tuple(_answer(stand, now)), tuple(blocks), QUALITY),)


def _answer(stand: Standpoint, now: Standing) -> Iterator[str]:
    told = {"out": len(now.out), "read": now.read, "open": now.open, "s1": len(now.s1)}
    yield _("Metrics out of their band: %(out)s of %(read)s. Defects open: %(open)s, of them S1: %(s1)s.") % told
    rulings = Gate.objects.filter(project=stand.project, ruled_on__lte=stand.as_of).select_related("phase")
    last = rulings.order_by("-ruled_on", "-number").first()
    if last is not None:
        values = {
            "phase": spoken(last.phase), "ruling": str(Ruling(last.ruling).label), "open": now.conditions,
            "day": cells.day_words(last.ruled_on),
        }  # fmt: skip
        yield _("Last gate: “%(phase)s”, %(ruling)s on %(day)s; conditions open: %(open)s.") % values


def _metric(stand: Standpoint, f: Followed) -> Row:
    place = site_link(stand, f"quality/metrics/{f.measure.number}/")
    health = {"in": "green", "out": "amber"}.get(f.verdict, "unknown")
    return row(
        f"metric-{f.measure.number}", cells.text(spoken(f.measure.metric), place),
        cells.text(_band(f.lower, f.upper)), cells.text(_short(f.value), tone="late" if f.verdict == "out" else ""),
        cells.text(_short(f.value_before)), cells.health(health),
    )  # fmt: skip


def _defect(stand: Standpoint, step: DefectStep) -> Row:
    d = step.defect
    late = "late" if step.due and step.due < stand.as_of else ""
    return row(
        d.code, cells.text(f"{d.shown_code} {d.shown_title}", site_link(stand, f"quality/defects/{d.number}/")),
        cells.text(step.get_severity_display(), tone="late" if step.severity == "s1" else ""), cells.day(d.found_on),
        cells.text(spoken(step.owner)), cells.day(step.due, tone=late),
    )  # fmt: skip


def _open_steps(stand: Standpoint) -> Sequence[DefectStep]:
    rows = last_steps(stand.as_of).filter(defect__project=stand.project).select_related("defect", "owner")
    found = [step for step in rows if step.state in OPEN]
    return sorted(found, key=lambda s: (s.severity, s.due is None, s.due or stand.as_of, s.defect.number))


def _standing(stand: Standpoint) -> Standing:
    return standings([stand.project.pk], stand.as_of)[stand.project.pk]


def _bad(count: int) -> Cell:
    return cells.number(count, "late" if count else "")


def _band(lower: float | None, upper: float | None) -> str:
    if lower is None or upper is None:
        return f"≤ {_short(upper)}" if lower is None else f"≥ {_short(lower)}"
    return f"{_short(lower)}–{_short(upper)}"


def _short(value: float | None) -> str:
    """Return a value with three significant digits."""
    return cells.DASH if value is None else f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
