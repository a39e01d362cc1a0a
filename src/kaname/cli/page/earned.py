"""Earned value at the status date from a plan's baseline: in money where it has costs, else in hours of work."""

from kaname.cli.page.facts import EarnedValue, Facts
from kaname.cli.page.text import Text, both, plain
from kaname.exchange.document import Activity, Baseline
from kaname.words import N_


def earned_value(facts: Facts) -> EarnedValue | None:
    """Return PV, EV, AC and BAC (spec 5.3); None without a status date, a baseline with amounts, or any progress.

    PV spreads each baseline amount evenly over its working time; EV is the amount times percent complete (physical
    where the file gives it); AC is what the file says was spent.
    """
    if facts.document is None or facts.status is None:
        return None
    rows = [(a, a.baselines[min(a.baselines)]) for a in facts.work_rows if a.baselines]
    money = sum(b.cost or 0.0 for _, b in rows) > 0
    unit = plain(facts.document.project.currency) if money else both(N_("hours"))
    budget = {a.id: (b.cost if money else (b.work or 0.0) / 60) or 0.0 for a, b in rows}
    whole = sum(budget.values())
    if whole <= 0 or not any(a.actual_start or a.percent_complete for a, _ in rows):
        return None
    planned = sum(budget[a.id] * _due(facts, b) for a, b in rows)
    earned = sum(budget[a.id] * _share(a) for a, _ in rows)
    spent = sum((a.actual_cost if money else (a.actual_work or 0.0) / 60) or 0.0 for a in facts.work_rows)
    return EarnedValue(planned, earned, spent, whole, unit or Text("", ""))


def _share(a: Activity) -> float:
    if a.actual_finish is not None:
        return 1.0
    percent = a.physical_percent_complete if a.evm_method == "physical" else a.percent_complete
    return (percent or 0.0) / 100


def _due(facts: Facts, b: Baseline) -> float:
    """Return the share of a baseline that should be done by the status date."""
    if b.start is None or b.finish is None or facts.status is None:
        return 0.0
    if facts.status >= b.finish:
        return 1.0
    if facts.status <= b.start:
        return 0.0
    whole = facts.between(b.start, b.finish)
    return facts.between(b.start, facts.status) / whole if whole > 0 else 1.0
