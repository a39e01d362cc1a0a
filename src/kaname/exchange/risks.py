"""The risks file of ``kaname plan simulate --risks``: what is uncertain about a plan, beside the plan's own file.

JSON: ``{"format": "kaname-risks/1", "unit": "days", "activities": [...], "spread": {...}, "correlation": [...],
"risks": [...], "weather": [...], "branches": [...], "costs": {...}}``; everything but ``format`` may be left out. The
fields are those of the classes below and of :class:`kaname.exchange.document.Risk`; docs/manual/simulation.md shows
them. Durations and delays are in ``unit``; activities are named by the plan's ids.
"""

from dataclasses import dataclass, field
from pathlib import Path

from kaname.engine.diagnostics import Diagnostic, ProblemsFound, error
from kaname.exchange.document import Distribution, Risk
from kaname.exchange.encoding import decode
from kaname.exchange.formats import contents_of
from kaname.exchange.kaname_json import parse_object
from kaname.exchange.kaname_json.decoding import decode_value

VERSION = "kaname-risks/1"


@dataclass(slots=True)
class UncertainActivity:
    """An activity's own distribution of its whole duration."""

    activity_id: str
    distribution: Distribution


@dataclass(slots=True)
class Spread:
    """Every other remaining duration is triangular: ``low`` to ``high`` times its value, most likely 1."""

    low: float
    high: float


@dataclass(slots=True)
class Correlation:
    """Activities that go well or badly together: one coefficient, or a matrix in their order."""

    activities: list[str]
    coefficient: float | None = None
    matrix: list[list[float]] | None = None
    name: str = ""


@dataclass(slots=True)
class WeatherSeason:
    """Days of the year, "MM-DD" to "MM-DD", each lost with a probability."""

    first: str
    last: str
    probability: float


@dataclass(slots=True)
class WeatherRisk:
    """Working days that some activities lose at random."""

    activities: list[str]
    seasons: list[WeatherSeason]
    name: str = ""


@dataclass(slots=True)
class Alternative:
    """One way that the plan may take, and the activities that exist only then."""

    probability: float
    activities: list[str]


@dataclass(slots=True)
class BranchPoint:
    """Exactly one of the alternatives happens (or none, where the probabilities leave room)."""

    alternatives: list[Alternative]
    name: str = ""


@dataclass(slots=True)
class CostRules:
    """How the plan's costs behave: the share of a remaining cost that grows with the duration."""

    time_dependent_share: float = 1.0


@dataclass(slots=True)
class RisksFile:
    """A whole risks file."""

    format: str
    unit: str = "minutes"  # minutes | hours | days (the plan's)
    activities: list[UncertainActivity] = field(default_factory=list)
    spread: Spread | None = None
    correlation: list[Correlation] = field(default_factory=list)
    risks: list[Risk] = field(default_factory=list)
    weather: list[WeatherRisk] = field(default_factory=list)
    branches: list[BranchPoint] = field(default_factory=list)
    costs: CostRules = field(default_factory=CostRules)


def read_risks(path: Path) -> RisksFile:
    """Return a risks file. Raises ProblemsFound with every problem, each with its JSON path.

    Whether its numbers make sense for a plan is asked by :func:`kaname.exchange.risk_checks.check_risks`.
    """
    return parse_risks(contents_of(path), path.name)


def parse_risks(data: bytes, name: str) -> RisksFile:
    """Return the risks file that bytes hold; see :func:`read_risks`."""
    problems: list[Diagnostic] = []
    content = parse_object(decode(data)[0], name, problems)
    if not problems and content.get("format") != VERSION:
        found = str(content.get("format"))[:80]
        problems.append(error("risks-wrong-version", name, value=found, expected=VERSION))
    if problems:
        raise ProblemsFound(problems)
    file: RisksFile = decode_value(content, RisksFile, "$", problems)
    if problems:
        raise ProblemsFound(problems)
    return file
