"""The fields of our own selection file ``kaname-selection/1``, as they stand in its JSON."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class ResourceFields:
    """``limit``: one number for every period, or a list with one a period; ``total``: over all periods."""

    id: str
    limit: list[float] = field(default_factory=list)
    total: float | None = None
    name: str = ""
    unit: str = ""


@dataclass(frozen=True)
class VersionFields:
    """One way to do a candidate; ``use``: resource to one number or one for each period of its life."""

    id: str
    value: float | None = None
    scores: dict[str, float] | None = None
    use: dict[str, list[float]] = field(default_factory=dict)
    duration: int | None = None
    value_by_start: list[float] = field(default_factory=list)


@dataclass(frozen=True)
class CandidateFields:
    """A candidate; without ``versions`` its own value and use are its only version. Periods count from 1."""

    id: str
    name: str = ""
    value: float | None = None
    scores: dict[str, float] | None = None
    use: dict[str, list[float]] = field(default_factory=dict)
    duration: int | None = None
    value_by_start: list[float] = field(default_factory=list)
    versions: list[VersionFields] = field(default_factory=list)
    mandatory: bool = False
    needs: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)
    earliest: int | None = None
    latest: int | None = None


@dataclass(frozen=True)
class SynergyFields:
    """A value gained when all of the candidates are chosen."""

    candidates: list[str]
    value: float


@dataclass(frozen=True)
class SelectionFields:
    """The whole file; ``weights`` of the criteria add up to 100."""

    candidates: list[CandidateFields]
    resources: list[ResourceFields] = field(default_factory=list)
    title: str = ""
    periods: list[str] = field(default_factory=list)
    weights: dict[str, float] = field(default_factory=dict)
    exclusive: list[list[str]] = field(default_factory=list)
    synergies: list[SynergyFields] = field(default_factory=list)
