"""Everything the templates show, computed before they run."""

from collections import Counter
from dataclasses import dataclass, field

from kaname.cli.page.answer import portfolio_answer, project_answer
from kaname.cli.page.cards import Card, cards, slip_band
from kaname.cli.page.complaints import Group, grouped
from kaname.cli.page.drivers import Step
from kaname.cli.page.facts import Facts
from kaname.cli.page.gantt import Gantt, gantt, owners_of
from kaname.cli.page.judgement import Judgement, Mark, judge
from kaname.cli.page.overload import Person, people
from kaname.cli.page.people_table import PeopleTable, people_table
from kaname.cli.page.text import NOTHING, Text, both, day, number, short_day, signed
from kaname.cli.page.timeline import Timeline, timeline
from kaname.cli.page.watch_list import Watched, late, milestones
from kaname.engine.diagnostics import Diagnostic
from kaname.exchange.document import Constraint
from kaname.words import N_

ROWS_IN_ALL = 2600  # of all Gantt pictures together: keeps the page of 50 plans under 5 MB
MOST_ROWS, LEAST_ROWS = 400, 36
_STEPS = 14  # of the driving chain
_NAMED = 40  # activities named for a failed check


@dataclass(slots=True)
class StepLine:
    """A line of the driving chain."""

    when: Text
    name: str
    added: str
    state: str


@dataclass(slots=True)
class TornadoBar:
    """A line of the sensitivity table."""

    name: str
    width: float
    value: str
    often: str


@dataclass(slots=True)
class RiskLine:
    """A line of the risk table."""

    name: str
    probability: str
    delay: str


@dataclass(slots=True)
class CheckLine:
    """A line of the health table."""

    number: int
    name: Text
    value: str
    threshold: Text
    sign: str
    result: Text
    count: int
    names: str


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


def by_urgency(parts: list[Part]) -> list[Part]:
    """Return plans in the order in which they need attention: by rank, then the longest slip, then as given."""
    return sorted(parts, key=lambda p: (p.rank, -(p.judgement.slip or 0.0)))


@dataclass(slots=True)
class FileCount:
    """Problems of one file by severity."""

    file: str
    anchor: str
    error: int
    warning: int
    info: int


@dataclass(slots=True)
class Page:
    """The whole page."""

    title: Text
    as_of: Text
    answer: Text
    parts: list[Part]
    timeline: Timeline | None
    people: PeopleTable
    crowd: list[Person]
    problem_counts: list[FileCount]
    problems_answer: Text
    simulation_note: Text
    version: str
    made: str = ""

    @property
    def urgent(self) -> list[Part]:
        """The plans, what needs attention first: by mark, then the longest slip, then as given."""
        return by_urgency(self.parts)


def page(plans: list[Facts], version: str, simulation_note: Text, made: str = "") -> Page:
    """Return what the page shows of the plans, in the order given."""
    judged = [(f, judge(f)) for f in plans]
    crowd = people(plans)
    rows = max(LEAST_ROWS, min(MOST_ROWS, ROWS_IN_ALL // max(1, len(plans))))
    parts = [_part(f"p{i}", f, j, rows) for i, (f, j) in enumerate(judged, start=1)]
    total = sum(len(f.problems) for f in plans)
    as_of = max((f.status for f in plans if f.status), default=None)
    return Page(
        both(N_("Portfolio report")),
        day(as_of) if as_of else both(N_("not stated in the files")),
        portfolio_answer(judged, crowd, total),
        parts,
        timeline([(p.anchor, p.facts, p.judgement) for p in by_urgency(parts)]),
        people_table(crowd, {f.file: f.name for f in plans}),
        crowd,
        [_count(p) for p in parts if p.problems],
        _problems_answer(total, len([f for f in plans if f.problems])),
        simulation_note,
        version,
        made,
    )


def _part(anchor: str, f: Facts, j: Judgement, rows: int) -> Part:
    part = Part(anchor, f, j, project_answer(f, j), gantt(f, rows), cards(f, j))
    shown = _telling(j.steps)
    part.steps_from = _head(j.steps)
    part.steps = [_step(s, f) for s in shown]
    if len(shown) < len(j.steps):
        part.steps_before = both(
            N_("Further activities of the chain, not listed: {count}."), count=len(j.steps) - len(shown)
        )
    if f.forecast:
        part.bars, part.bars_note = _tornado(f), f.forecast.assumption
        part.risks = [_risk(r.name, r.probability, r.mean_delay_days) for r in f.forecast.risks]
    part.checks = [_check(f, i) for i in range(len(f.checks))]
    part.milestones, part.late = milestones(f), late(f, owners_of(f))
    part.groups = grouped(f.problems)
    return part


def _head(steps: list[Step]) -> Text:
    """Return the fixed date at which the chain begins, if that is why it does not go further back."""
    a = steps[0].activity if steps else None
    if a is None or a.constraint_date is None or a.actual_start or a.constraint in (Constraint.ASAP, Constraint.ALAP):
        return NOTHING
    message = N_("The chain begins with a date that the plan fixes: “{name}”, {date} ({kind}).")
    return both(message, name=a.name, date=day(a.constraint_date), kind=a.constraint.value)


def _telling(steps: list[Step]) -> list[Step]:
    """Return the steps worth a line: those that added days, the open ones from now on, and the last."""
    if len(steps) <= _STEPS:
        return steps
    ranked = sorted(range(len(steps)), key=lambda i: (-abs(steps[i].added or 0.0), not steps[i].open, i))
    return [steps[i] for i in sorted({*ranked[: _STEPS - 1], len(steps) - 1})]


def _step(s: Step, _f: Facts) -> StepLine:
    when = Text(
        f"{s.span.start:%y/%m/%d}〜{s.span.finish:%y/%m/%d}", f"{s.span.start:%y/%m/%d} – {s.span.finish:%y/%m/%d}"
    )
    added = signed(s.added) if s.added else ""
    state = " ".join(w for w, on in (("done", not s.open), ("cause", (s.added or 0) >= 0.5)) if on)
    return StepLine(when, s.activity.name or s.activity.id, added, state)


def _tornado(f: Facts) -> list[TornadoBar]:
    if f.forecast is None:
        return []
    names = {a.id: a.name for a in f.work_rows}
    ranked = sorted(((v, i) for i, v in f.forecast.sensitivity.items() if i in names and v > 0.005), reverse=True)[:8]
    top = ranked[0][0] if ranked else 1.0
    bars = []
    for value, i in ranked:
        often = f.forecast.criticality.get(i)
        share = "―" if often is None else f"{number(100 * often, 0)} %"
        bars.append(TornadoBar(names[i], round(100 * value / top, 2), f"{value:.2f}", share))
    return bars


def _risk(name: str, probability: float, delay: float | None) -> RiskLine:
    return RiskLine(name, f"{number(100 * probability, 0)} %", number(delay))


def _check(f: Facts, i: int) -> CheckLine:
    c = f.checks[i]
    sign, result = {
        True: ("○", both(N_("passed"))),
        False: ("●", both(N_("failed"))),
        None: ("―", both(N_("not measurable"))),
    }[c.passed]
    named = {a.id: a.name or a.id for a in f.work_rows} if c.activities else {}
    names = [named.get(x, x) for x in c.activities[:_NAMED]]
    more = f" … +{len(c.activities) - _NAMED}" if len(c.activities) > _NAMED else ""
    return CheckLine(c.number, c.name, c.shown, c.threshold, sign, result, len(c.activities), "、".join(names) + more)


def _count(part: Part) -> FileCount:
    kinds = Counter(str(d.severity) for d in part.problems)
    return FileCount(part.facts.file, part.anchor, kinds["error"], kinds["warning"], kinds["info"])


def _problems_answer(total: int, files: int) -> Text:
    if not total:
        return both(N_("No problem was found in the files."))
    return both(
        N_("Problems found: {count}, in {files} of the files; they stand in each plan's section."),
        count=total,
        files=files,
    )
