"""Our own selection file: JSON, ``"format": "kaname-selection/1"``, strictly checked, every problem named."""

from collections.abc import Iterable

from kaname.engine.diagnostics import Diagnostic, ProblemsFound, error
from kaname.engine.portfolio.problem import Candidate, Resource, SelectionProblem, Synergy, Version
from kaname.engine.portfolio.scoring import HIGHEST, score_problems, weight_problems
from kaname.exchange.encoding import decode
from kaname.exchange.kaname_json import parse_object
from kaname.exchange.kaname_json.decoding import decode_value
from kaname.exchange.selection_checks import check_fields
from kaname.exchange.selection_fields import CandidateFields, ResourceFields, SelectionFields, VersionFields

VERSION = "kaname-selection/1"


def read_json(data: bytes, name: str) -> SelectionProblem:
    """Return the problem of a file. Raises ProblemsFound with every problem, each with its JSON path."""
    problems: list[Diagnostic] = []
    content = parse_object(decode(data)[0], name, problems)
    given = content.pop("format", None)
    if not problems and given != VERSION:
        problems.append(error("json-wrong-version", name, value=str(given)[:80], expected=VERSION))
    _stop(problems)
    fields: SelectionFields = decode_value(_listed(content), SelectionFields, "$", problems)
    _stop(problems)
    problems += check_fields(fields)
    problems += _scoring_problems(fields)
    _stop(problems)
    return _problem(fields)


def _stop(problems: list[Diagnostic]) -> None:
    if problems:
        raise ProblemsFound(problems)


def _listed(content: dict[str, object]) -> dict[str, object]:
    """Write a single number for a limit or a use as a list of one, so that both forms have one type."""

    def one(value: object) -> object:
        return [value] if isinstance(value, (int, float)) and not isinstance(value, bool) else value

    def inside(entry: object) -> object:
        if not isinstance(entry, dict):
            return entry
        entry = dict(entry)
        if isinstance(entry.get("use"), dict):
            entry["use"] = {key: one(value) for key, value in entry["use"].items()}
        if "limit" in entry:
            entry["limit"] = one(entry["limit"])
        if isinstance(entry.get("versions"), list):
            entry["versions"] = [inside(version) for version in entry["versions"]]
        return entry

    return {
        key: [inside(entry) for entry in value]
        if key in ("candidates", "resources") and isinstance(value, list)
        else value
        for key, value in content.items()
    }


def versions_of(candidate: CandidateFields) -> list[tuple[str, VersionFields]]:
    """Return the versions of a candidate with their place under it; its own fields are the one of a plain candidate."""
    if candidate.versions:
        return [(f".versions[{v}]", version) for v, version in enumerate(candidate.versions)]
    own = VersionFields(
        "", candidate.value, candidate.scores, candidate.use, candidate.duration, candidate.value_by_start
    )
    return [("", own)]


def _scoring_problems(fields: SelectionFields) -> Iterable[Diagnostic]:
    if fields.weights:
        yield from weight_problems(fields.weights)
    for i, candidate in enumerate(fields.candidates):
        for place, version in versions_of(candidate):
            path = f"$.candidates[{i}]{place}"
            given = [version.value is not None, version.scores is not None, bool(version.value_by_start)]
            if sum(given) != 1:
                yield error("selection-no-value", path, count=sum(given))
            elif version.scores is not None:
                yield from score_problems(fields.weights, version.scores, f"{path}.scores")


def _problem(fields: SelectionFields) -> SelectionProblem:
    periods = tuple(fields.periods) or ("",)
    return SelectionProblem(
        candidates=tuple(_candidate(candidate, fields.weights, len(periods)) for candidate in fields.candidates),
        resources=tuple(_resource(resource, len(periods)) for resource in fields.resources),
        periods=periods,
        exclusive=tuple(tuple(group) for group in fields.exclusive),
        synergies=tuple(Synergy(tuple(s.candidates), s.value) for s in fields.synergies),
        title=fields.title,
    )


def _resource(resource: ResourceFields, periods: int) -> Resource:
    limit = resource.limit * periods if len(resource.limit) == 1 else resource.limit
    unlimited = [resource.total if resource.total is not None else 1e15] * periods
    return Resource(resource.id, tuple(limit or unlimited), resource.total, resource.name, resource.unit)


def _candidate(candidate: CandidateFields, weights: dict[str, float], periods: int) -> Candidate:
    return Candidate(
        id=candidate.id,
        versions=tuple(_version(version, weights) for _, version in versions_of(candidate)),
        name=candidate.name,
        mandatory=candidate.mandatory,
        needs=tuple(candidate.needs),
        after=tuple(candidate.after),
        earliest=(candidate.earliest or 1) - 1,
        latest=(candidate.latest or periods) - 1,
    )


def duration_of(version: VersionFields) -> int:
    """Return the periods a version lasts: as stated, else as long as its longest use."""
    return version.duration or max((len(amounts) for amounts in version.use.values()), default=1)


def _version(version: VersionFields, weights: dict[str, float]) -> Version:
    duration = duration_of(version)
    value = version.value or 0.0
    if version.scores is not None:
        value = sum(weight * version.scores[key] for key, weight in weights.items()) / HIGHEST
    use = {key: tuple(a * duration if len(a) == 1 else a) for key, a in version.use.items()}
    return Version(version.id, value, use, duration, tuple(version.value_by_start))
