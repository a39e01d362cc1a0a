"""Whether a risks file makes sense, and for this plan: every problem at once, each with its JSON path."""

from collections.abc import Iterable, Iterator
from datetime import date

from kaname.engine.diagnostics import Diagnostic, error, warning
from kaname.engine.simulate import Distribution as Amount
from kaname.exchange.document import Distribution, Risk, RiskEffect
from kaname.exchange.risks import BranchPoint, Correlation, RisksFile, WeatherRisk

UNITS = ("minutes", "hours", "days")
_FAULTS = {
    "kind": "risks-unknown-distribution",
    "count": "risks-parameter-count",
    "number": "risks-parameter-count",
    "order": "risks-parameter-order",
    "deviation": "risks-bad-deviation",
    "weight": "risks-bad-weight",
    "percent": "risks-bad-percent",
}


def check_risks(file: RisksFile, known: Iterable[str]) -> list[Diagnostic]:
    """Return what is wrong with a risks file for a plan whose activities have the ids ``known``. O(its size)."""
    ids = set(known)
    found = [error("risks-unknown-unit", "$.unit", value=file.unit, expected=list(UNITS))] * (file.unit not in UNITS)
    found += _spread(file)
    for i, one in enumerate(file.activities):
        path = f"$.activities[{i}]"
        found += _known([one.activity_id], f"{path}.activity_id", ids)
        found += check_distribution(one.distribution, f"{path}.distribution", least=0.0)
    found += _repeated((one.activity_id for one in file.activities), "$.activities")
    found += _repeated((risk.id for risk in file.risks), "$.risks")
    for i, risk in enumerate(file.risks):
        found += check_risk(risk, f"$.risks[{i}]", ids)
    for i, group in enumerate(file.correlation):
        found += _correlation(group, f"$.correlation[{i}]", ids)
    found += _repeated((a for group in file.correlation for a in group.activities), "$.correlation")
    for i, weather in enumerate(file.weather):
        found += _weather(weather, f"$.weather[{i}]", ids)
    for i, branch in enumerate(file.branches):
        found += _branch(branch, f"$.branches[{i}]", ids)
    members = (a for branch in file.branches for way in branch.alternatives for a in way.activities)
    return found + list(_repeated(members, "$.branches"))


def _spread(file: RisksFile) -> Iterator[Diagnostic]:
    spread, share = file.spread, file.costs.time_dependent_share
    if spread is not None and not 0 <= spread.low <= spread.high:
        yield error("risks-bad-spread", "$.spread", low=spread.low, high=spread.high)
    yield from _probability(share, "$.costs.time_dependent_share")


def _known(ids: Iterable[str], path: str, known: set[str]) -> Iterator[Diagnostic]:
    for name in ids:
        if name not in known:
            yield error("risks-unknown-activity", path, value=name)


def _repeated(names: Iterable[str], path: str) -> Iterator[Diagnostic]:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            yield error("risks-repeated", path, value=name)
        seen.add(name)


def _probability(value: float, path: str) -> Iterator[Diagnostic]:
    if not 0 <= value <= 1:
        yield error("risks-bad-probability", path, value=value)


def check_distribution(d: Distribution, path: str, least: float | None = None) -> Iterator[Diagnostic]:
    """Say what is wrong with a distribution; ``least``: it must not give less."""
    amount = Amount(d.kind, d.parameters)
    fault = amount.faults()
    if fault:
        yield error(_FAULTS[fault], path, kind=d.kind, parameters=list(d.parameters))
    elif least is not None and (low := amount.least()) < least:
        yield error("risks-below-zero", path, value=round(low, 6))


def check_risk(risk: Risk, path: str, known: set[str]) -> Iterator[Diagnostic]:
    """Say what is wrong with a risk, and warn of a response that makes it worse."""
    yield from _probability(risk.probability, f"{path}.probability")
    if risk.mitigated_probability is not None:
        yield from _probability(risk.mitigated_probability, f"{path}.mitigated_probability")
        if risk.mitigated_probability > risk.probability:
            values = {"before": risk.probability, "after": risk.mitigated_probability}
            yield warning("risks-mitigation-worse", f"{path}.mitigated_probability", **values)
    for name in ("effects", "mitigated_effects"):
        for i, effect in enumerate(getattr(risk, name) or []):
            yield from _effect(effect, f"{path}.{name}[{i}]", known)


def _effect(effect: RiskEffect, path: str, known: set[str]) -> Iterator[Diagnostic]:
    yield from _known([effect.activity_id], f"{path}.activity_id", known)
    if effect.delay is not None:
        yield from check_distribution(effect.delay, f"{path}.delay")
    if effect.factor is not None:
        yield from check_distribution(effect.factor, f"{path}.factor", least=0.0)
    if effect.cost is not None:
        yield from check_distribution(effect.cost, f"{path}.cost")


def _correlation(group: Correlation, path: str, known: set[str]) -> Iterator[Diagnostic]:
    yield from _known(group.activities, f"{path}.activities", known)
    if (group.coefficient is None) == (group.matrix is None):
        yield error("risks-coefficient-or-matrix", path)
        return
    rows = [[group.coefficient]] if group.coefficient is not None else group.matrix or []
    bad = [x for row in rows for x in row if x is not None and not -1 <= x <= 1]
    if bad:
        yield error("risks-bad-coefficient", path, values=bad[:5])
    count = len(group.activities)
    if group.matrix is not None and (len(rows) != count or any(len(row) != count for row in rows)):
        yield error("risks-matrix-shape", f"{path}.matrix", expected=count)


def _weather(weather: WeatherRisk, path: str, known: set[str]) -> Iterator[Diagnostic]:
    yield from _known(weather.activities, f"{path}.activities", known)
    for i, season in enumerate(weather.seasons):
        for name in ("first", "last"):
            if day_of_year(getattr(season, name)) is None:
                yield error("risks-bad-season", f"{path}.seasons[{i}].{name}", value=getattr(season, name))
        yield from _probability(season.probability, f"{path}.seasons[{i}].probability")


def day_of_year(text: str) -> tuple[int, int] | None:
    """Return (month, day) of "MM-DD", None where there is no such day."""
    try:
        day = date.fromisoformat(f"2024-{text}")
    except ValueError:
        return None
    return day.month, day.day


def _branch(branch: BranchPoint, path: str, known: set[str]) -> Iterator[Diagnostic]:
    total = sum(way.probability for way in branch.alternatives)
    for i, way in enumerate(branch.alternatives):
        yield from _known(way.activities, f"{path}.alternatives[{i}].activities", known)
        yield from _probability(way.probability, f"{path}.alternatives[{i}].probability")
    if total > 1 + 1e-9:
        yield error("risks-branch-over-one", path, value=round(total, 6))
