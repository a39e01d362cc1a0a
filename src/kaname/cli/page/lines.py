"""Lines of one plan's tables: the driving chain, what makes the finish uncertain, risks, health checks."""

from dataclasses import dataclass

from kaname.cli.page.drivers import Step
from kaname.cli.page.facts import Check, Facts
from kaname.cli.page.text import NOTHING, Text, both, day, number, signed
from kaname.exchange.document import Constraint
from kaname.words import N_

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


def head_of(steps: list[Step]) -> Text:
    """Return the fixed date at which the chain begins, if that is why it does not go further back."""
    a = steps[0].activity if steps else None
    if a is None or a.constraint_date is None or a.actual_start or a.constraint in (Constraint.ASAP, Constraint.ALAP):
        return NOTHING
    message = N_("The chain begins with a date that the plan fixes: “{name}”, {date} ({kind}).")
    return both(message, name=a.name, date=day(a.constraint_date), kind=a.constraint.value)


def telling(steps: list[Step]) -> list[Step]:
    """Return the steps worth a line: those that added days, the open ones from now on, and the last."""
    if len(steps) <= _STEPS:
        return steps
    ranked = sorted(range(len(steps)), key=lambda i: (-abs(steps[i].added or 0.0), not steps[i].open, i))
    return [steps[i] for i in sorted({*ranked[: _STEPS - 1], len(steps) - 1})]


def step_line(s: Step) -> StepLine:
    """Return a step's line."""
    when = Text(
        f"{s.span.start:%y/%m/%d}〜{s.span.finish:%y/%m/%d}", f"{s.span.start:%y/%m/%d} – {s.span.finish:%y/%m/%d}"
    )
    added = signed(s.added) if s.added else ""
    state = " ".join(w for w, on in (("done", not s.open), ("cause", (s.added or 0) >= 0.5)) if on)
    return StepLine(when, s.activity.name or s.activity.id, added, state)


def tornado(f: Facts) -> list[TornadoBar]:
    """Return the activities that make the finish most uncertain."""
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


def risk_line(name: str, probability: float, delay: float | None) -> RiskLine:
    """Return a risk's line."""
    return RiskLine(name, f"{number(100 * probability, 0)} %", number(delay))


def check_line(f: Facts, c: Check) -> CheckLine:
    """Return a check's line, the activities concerned by name."""
    sign, result = {
        True: ("○", both(N_("passed"))),
        False: ("●", both(N_("failed"))),
        None: ("―", both(N_("not measurable"))),
    }[c.passed]
    named = {a.id: a.name or a.id for a in f.work_rows} if c.activities else {}
    names = [named.get(x, x) for x in c.activities[:_NAMED]]
    more = f" … +{len(c.activities) - _NAMED}" if len(c.activities) > _NAMED else ""
    return CheckLine(c.number, c.name, c.shown, c.threshold, sign, result, len(c.activities), "、".join(names) + more)
