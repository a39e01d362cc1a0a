"""Health of a plan's dates (spec 5.4, delivery axis): computed from the file, worst rule first, no data is no green."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from kaname.cli.page.drivers import Step, baseline_finish, causes, chain
from kaname.cli.page.facts import Facts
from kaname.cli.page.text import Text, both, day, working_days
from kaname.exchange.document import Activity
from kaname.words import N_

SLIP_RED = 5.0  # working days; up to this amber
INDEX_RED, INDEX_AMBER = 0.90, 0.95
NEAR = 0.5  # working days that count as none


class Mark(StrEnum):
    """Shape and colour together."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"
    UNKNOWN = "unknown"


SHAPES = {Mark.RED: "●", Mark.AMBER: "▲", Mark.GREEN: "○", Mark.UNKNOWN: "―"}
_ORDER = (Mark.RED, Mark.AMBER, Mark.GREEN, Mark.UNKNOWN)


@dataclass(slots=True)
class Judgement:
    """What the page says of one plan."""

    mark: Mark = Mark.UNKNOWN
    reasons: list[tuple[Mark, Text]] = field(default_factory=list)
    planned: datetime | None = None  # the finish stored in the file
    promised: datetime | None = None  # the baseline's finish
    slip: float | None = None  # recomputed against baseline, working days, late +
    drift: float | None = None  # recomputed against the file's own finish
    missed: list[Activity] = field(default_factory=list)  # deadlines that the recomputed dates miss
    at_risk: list[Activity] = field(default_factory=list)  # deadlines kept as planned, missed at 80 % confidence
    negative: int = 0  # activities with negative float
    steps: list[Step] = field(default_factory=list)
    causes: list[Step] = field(default_factory=list)

    @property
    def shape(self) -> str:
        """The sign that is read without colour."""
        return SHAPES[self.mark]


def judge(facts: Facts) -> Judgement:
    """Return the judgement of a plan from its facts."""
    j = Judgement()
    if facts.document is None or facts.finish is None:
        return j
    j.planned = _planned(facts)
    j.promised = _latest([baseline_finish(a) for a in facts.work_rows])
    j.slip = _days(facts, j.promised)
    j.drift = _days(facts, j.planned)
    j.steps = chain(facts)
    j.causes = causes(j.steps)
    open_rows = [a for a in facts.work_rows if a.actual_finish is None and a.id in facts.spans]
    j.missed = [a for a in open_rows if a.deadline and facts.spans[a.id].finish > a.deadline]
    j.negative = sum(1 for a in open_rows if (facts.spans[a.id].total_float or 0.0) < -NEAR)
    j.reasons = [r for rule in _RULES for r in rule(facts, j)]
    j.mark = min((m for m, _ in j.reasons), key=_ORDER.index, default=Mark.UNKNOWN)
    return j


def _latest(instants: list[datetime | None]) -> datetime | None:
    return max((i for i in instants if i), default=None)


def _planned(facts: Facts) -> datetime | None:
    stored = _latest([a.stored.finish for a in facts.work_rows])
    return stored or (facts.document.project.finish if facts.document else None)


def _days(facts: Facts, promise: datetime | None) -> float | None:
    if promise is None or facts.finish is None:
        return None
    return round(facts.between(promise, facts.finish), 1)


def _by_slip(_facts: Facts, j: Judgement) -> list[tuple[Mark, Text]]:
    if j.slip is None:
        return [(Mark.UNKNOWN, both(N_("No baseline: a slip cannot be measured.")))]
    late = working_days(j.slip)
    if j.slip > SLIP_RED:
        return [(Mark.RED, both(N_("The finish is {days} after the baseline (red above 5)."), days=late))]
    if j.slip >= 1 - NEAR:
        message = N_("The finish is {days} after the baseline (amber from 1 to 5).")
        return [(Mark.AMBER, both(message, days=late))]
    return [(Mark.GREEN, both(N_("The finish keeps the baseline.")))]


def _by_deadline(facts: Facts, j: Judgement) -> list[tuple[Mark, Text]]:
    reasons = []
    for a in j.missed[:3]:
        late = facts.between(a.deadline, facts.spans[a.id].finish) if a.deadline else 0.0
        message = N_("“{name}” misses its deadline {deadline} by {days}.")
        reasons.append((Mark.RED, both(message, name=a.name, deadline=day(a.deadline), days=working_days(late))))
    if not reasons and j.slip is None and any(a.deadline for a in facts.work_rows):
        reasons.append((Mark.GREEN, both(N_("All deadlines are kept."))))
    return reasons


def _by_float(_facts: Facts, j: Judgement) -> list[tuple[Mark, Text]]:
    if not j.negative:
        return []
    message = N_("Activities with negative float: {count}; their dates cannot all be kept.")
    return [(Mark.RED, both(message, count=j.negative))]


def _by_forecast(facts: Facts, j: Judgement) -> list[tuple[Mark, Text]]:
    if facts.forecast is None:
        return []
    missed = {a.id for a in j.missed}
    reasons = []
    for a in facts.work_rows:
        p80 = facts.forecast.late.get(a.id)
        if a.deadline is None or a.actual_finish or a.id in missed or p80 is None or p80 <= a.deadline:
            continue
        j.at_risk.append(a)
        late = working_days(max(1, round(facts.between(a.deadline, p80))))
        message = N_(
            "“{name}” keeps its deadline {deadline} as planned, but with 80 % confidence only {p80} ({days} late)."
        )
        reasons.append((Mark.AMBER, both(message, name=a.name, deadline=day(a.deadline), p80=day(p80), days=late)))
    return reasons[:3]


def _by_value(facts: Facts, _j: Judgement) -> list[tuple[Mark, Text]]:
    if facts.earned is None:
        return []
    reasons = []
    for name, value in (("SPI(t)", facts.earned.time_index), ("CPI", facts.earned.cost_index)):
        if value is None or round(value, 2) >= INDEX_AMBER:
            continue
        mark = Mark.RED if round(value, 2) < INDEX_RED else Mark.AMBER
        message = N_("{index} is {value} (amber below 0.95, red below 0.90).")
        reasons.append((mark, both(message, index=name, value=f"{value:.2f}")))
    return reasons


_RULES = (_by_slip, _by_deadline, _by_float, _by_forecast, _by_value)
