"""One plan's section of the page."""

from dataclasses import dataclass, field

from kaname.cli.page.answer import project_answer
from kaname.cli.page.cards import Card, cards, slip_band
from kaname.cli.page.complaints import Group, grouped
from kaname.cli.page.facts import Facts
from kaname.cli.page.gantt import Gantt, gantt, owners_of
from kaname.cli.page.judgement import Judgement, Mark
from kaname.cli.page.lines import (
    CheckLine,
    RiskLine,
    StepLine,
    TornadoBar,
    check_line,
    head_of,
    risk_line,
    step_line,
    telling,
    tornado,
)
from kaname.cli.page.text import NOTHING, Text, both, short_day, signed
from kaname.cli.page.watch_list import Watched, late, milestones
from kaname.engine.diagnostics import Diagnostic
from kaname.words import N_


@dataclass(slots=True)
class Part:
    """One plan's section."""

    anchor: str
    facts: Facts
    judgement: Judgement
    answer: Text
    gantt: Gantt | None = None
    cards: list[Card] = field(default_factory=list)
    steps: list[StepLine] = field(default_factory=list)
    steps_before: Text = NOTHING
    steps_from: Text = NOTHING
    bars: list[TornadoBar] = field(default_factory=list)
    bars_note: Text = NOTHING
    risks: list[RiskLine] = field(default_factory=list)
    checks: list[CheckLine] = field(default_factory=list)
    milestones: list[Watched] = field(default_factory=list)
    late: list[Watched] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)

    @property
    def problems(self) -> list[Diagnostic]:
        """Every problem found in the file."""
        return self.facts.problems

    @property
    def has_errors(self) -> bool:
        """Whether any of them is an error."""
        return any(d.severity == "error" for d in self.facts.problems)

    @property
    def rank(self) -> int:
        """How early the plan stands on the page: red, amber, unreadable, green, unknown."""
        if self.facts.unusable:
            return 2
        return {Mark.RED: 0, Mark.AMBER: 1, Mark.GREEN: 3, Mark.UNKNOWN: 4}[self.judgement.mark]

    @property
    def planned(self) -> Text:
        """The file's own finish."""
        return short_day(self.judgement.planned)

    @property
    def recomputed(self) -> Text:
        """The recomputed finish."""
        return short_day(self.facts.finish)

    def _point(self, share: int) -> Text:
        point = self.facts.forecast.points.get(share) if self.facts.forecast else None
        return short_day(point.finish if point else None)

    @property
    def p50(self) -> Text:
        """The median finish."""
        return self._point(50)

    @property
    def p80(self) -> Text:
        """The finish with 80 % confidence."""
        return self._point(80)

    @property
    def slip(self) -> str:
        """The slip in working days."""
        return signed(self.judgement.slip)

    @property
    def slip_band(self) -> str:
        """How the table colours the slip."""
        return {"red": "late", "amber": "slight"}.get(slip_band(self.judgement.slip), "")

    @property
    def dcma(self) -> str:
        """Failed over measured checks."""
        measured = [c for c in self.facts.checks if c.passed is not None]
        return f"{sum(not c.passed for c in measured)} / {len(measured)}" if measured else "―"

    @property
    def dcma_answer(self) -> Text:
        """The health's sentence."""
        failed = [c for c in self.facts.checks if c.passed is False]
        if not failed:
            return both(N_("All measurable checks passed."))
        return both(N_("Checks failed: {count}."), count=len(failed))

    @property
    def driver(self) -> Text:
        """What drives the finish, in a few words."""
        causes = self.judgement.causes
        if causes and (self.judgement.slip or 0) >= 0.5:
            return both(N_("“{name}” ({days} days)"), name=causes[0].activity.name, days=signed(causes[0].added))
        ahead = next((s for s in self.judgement.steps if s.open), None)
        return both(N_("“{name}”"), name=ahead.activity.name) if ahead else Text("―", "―")

    @property
    def shown(self) -> Text:
        """How many rows the picture leaves out."""
        g = self.gantt
        message = N_(
            "{shown} of {total} rows: phases first, then critical, late and earliest due; {out} are not drawn."
        )
        return both(message, shown=f"{len(g.rows):,}", total=f"{g.total:,}", out=f"{g.left_out:,}") if g else NOTHING


def part_of(anchor: str, f: Facts, j: Judgement, rows: int) -> Part:
    """Return the section of a plan; its picture has at most about ``rows`` rows."""
    part = Part(anchor, f, j, project_answer(f, j), gantt(f, rows), cards(f, j))
    shown = telling(j.steps)
    part.steps_from = head_of(j.steps)
    part.steps = [step_line(s) for s in shown]
    if len(shown) < len(j.steps):
        part.steps_before = both(
            N_("Further activities of the chain, not listed: {count}."), count=len(j.steps) - len(shown)
        )
    if f.forecast:
        part.bars, part.bars_note = tornado(f), f.forecast.assumption
        part.risks = [risk_line(r.name, r.probability, r.mean_delay_days) for r in f.forecast.risks]
    part.checks = [check_line(f, c) for c in f.checks]
    part.milestones, part.late = milestones(f), late(f, owners_of(f))
    part.groups = grouped(f.problems)
    return part
