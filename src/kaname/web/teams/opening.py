"""Every number of a team opens: its formula, and what the team itself and each team below bring to it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from kaname.domains.core.names import spoken
from kaname.domains.reporting.bridge.team_facts import Facts
from kaname.domains.reporting.bridge.teams import Line, RollUp
from kaname.web.templatetags.marks import number, share_of


@dataclass(frozen=True, slots=True)
class Number:
    """A number as a tile shows it; ``inputs``: whose and how much."""

    label: str
    value: str
    formula: str
    inputs: list[tuple[str, str]]
    note: str = ""
    late: bool = False


def numbers(found: RollUp, line: Line) -> list[Number]:
    """Return the tiles of a team: progress first, then counts, load and, for who reads it, money."""
    if not found.plan:
        return []
    parts = _parts(found, line)
    tiles = [_progress(found, line, parts)]
    tiles += [
        _sum(line, parts, _("Late"), _("activities that will end after their baseline or deadline"), lambda f: f.late),
        _sum(line, parts, _("Critical"), _("unfinished activities on the critical path"), lambda f: f.critical),
        _sum(
            line,
            parts,
            _("Stuck near the end"),
            _("activities at nine tenths or more on more than two report dates in a row"),
            lambda f: len(f.stuck),
        ),
    ]
    once = _("Something that concerns several teams counts once in their sum.")
    if found.asked:
        asked = _("decisions that activities of the team wait for. %(once)s") % {"once": once}
        tiles.append(_sum(line, parts, _("Decisions waiting"), asked, lambda f: len(f.decisions)))
    if found.helped:
        helped = _("support that people of the team asked for and that is not over. %(once)s") % {"once": once}
        tiles.append(_sum(line, parts, _("Open support"), helped, lambda f: len(f.requests)))
    if line.hours is not None:
        tiles.append(_load(line))
    return tiles + (_money(line, parts) if found.paid else [])


def _parts(found: RollUp, line: Line) -> list[tuple[str, Facts]]:
    """Return what a line is made of: its own, and each team directly below with all under it."""
    below = [each for each in found.lines if each.team is not None and each.team.pk in line.children]
    return [
        (_("its own"), line.own),
        *((f"{each.team.code} {spoken(each.team)}", each.whole) for each in below if each.team),
    ]


def _progress(found: RollUp, line: Line, parts: list[tuple[str, Facts]]) -> Number:
    done, wanted = found.percent(line.whole), found.planned(line.whole)
    if found.paid:
        formula = _("done = EV ÷ BAC, planned = PV ÷ BAC: weighted by the approved budget in yen")
        inputs = [(name, _pair(facts.yen.ev, facts.yen.bac, 1.0)) for name, facts in parts]
    else:
        formula = _("done = Σ(duration × percent) ÷ Σ duration: weighted by planned working time, in days")
        inputs = [(name, _pair(facts.earned, facts.work, found.day)) for name, facts in parts]
    behind = done is not None and wanted is not None and done < wanted - 5
    note = _("planned %(percent)s") % {"percent": share_of(wanted)}
    return Number(_("Progress"), share_of(done), formula, inputs, note, behind)


def _pair(part: float, whole: float, unit: float) -> str:
    return f"{number(part / unit)} / {number(whole / unit)}"


def _sum(line: Line, parts: list[tuple[str, Facts]], label: str, formula: str, count: Callable[[Facts], int]) -> Number:
    total = count(line.whole)
    return Number(label, str(total), formula, [(name, str(count(facts))) for name, facts in parts], late=False)


def _load(line: Line) -> Number:
    hours = line.hours
    if hours is None:
        return Number(_("Load, 4 weeks"), "―", "", [])
    formula = _("hours booked in all projects ÷ hours available, in the next four weeks; everybody counts once")
    inputs = [(_("booked"), number(hours.booked)), (_("available"), number(hours.available))]
    return Number(_("Load, 4 weeks"), share_of(hours.share), formula, inputs, late=(hours.share or 0) > 100)


def _money(line: Line, parts: list[tuple[str, Facts]]) -> list[Number]:
    yen = line.whole.yen
    told = {
        "BAC": (yen.bac, _("approved budget lines of the team's activities")),
        "PV": (yen.pv, _("what of them was planned by the report date")),
        "EV": (yen.ev, _("what of them was earned by the report date")),
        "AC": (
            yen.ac,
            _("actual cost of the team's activities; what names none is shared by the account's budget"),
        ),
    }
    tiles = [
        Number(name, number(value), formula, [(who, number(getattr(f.yen, name.lower()))) for who, f in parts])
        for name, (value, formula) in told.items()
    ]
    ratios = (
        ("SPI", yen.spi, "SPI = EV ÷ PV", [("EV", yen.ev), ("PV", yen.pv)]),
        ("CPI", yen.cpi, "CPI = EV ÷ AC", [("EV", yen.ev), ("AC", yen.ac)]),
    )
    for name, value, formula, held in ratios:
        shown = "―" if value is None else f"{value:.2f}"
        tiles.append(
            Number(name, shown, formula, [(n, number(v)) for n, v in held], late=value is not None and value < 0.9)
        )
    over = yen.eac is not None and yen.eac > yen.bac * 1.05
    inputs = [("BAC", number(yen.bac)), ("CPI", "―" if yen.cpi is None else f"{yen.cpi:.2f}")]
    formula = _("EAC = BAC ÷ CPI, of the sums of this team: those of teams do not add up")
    return [*tiles, Number("EAC", number(yen.eac), formula, inputs, late=over)]
