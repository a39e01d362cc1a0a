"""The fourteen DCMA checks of a plan as lines of the page."""

from kaname.cli.page.facts import Check
from kaname.cli.page.text import Text, both, number, plain
from kaname.cli.plan.check import NAMES
from kaname.engine.cpm import Schedule
from kaname.engine.health import Finding, assess
from kaname.exchange.compile import CompiledPlan
from kaname.exchange.plan_health import health_facts
from kaname.words import N_

_AT_LEAST = {4, 13, 14}
_TEST = 12


def checks(compiled: CompiledPlan, dates: Schedule) -> list[Check]:
    """Return the checks in their order; values as people read them (percent for shares)."""
    return [_check(f, compiled) for f in assess(health_facts(compiled, dates))]


def _check(f: Finding, compiled: CompiledPlan) -> Check:
    names = compiled.network.names(f.rows)
    return Check(f.check, both(NAMES[f.check]), f.value, _shown(f), _threshold(f), f.passed, names)


def _shown(f: Finding) -> str:
    if f.value is None or f.check == _TEST:
        return "―"
    return f"{number(100 * f.value)} %" if f.kind == "ratio" else number(f.value, 3)


def _threshold(f: Finding) -> Text:
    if f.check == _TEST:
        return both(N_("moves by the same days"))
    value = f"{number(100 * f.threshold)} %" if f.kind == "ratio" else number(f.threshold, 2)
    return plain(("≥ " if f.check in _AT_LEAST else "≤ ") + value)
