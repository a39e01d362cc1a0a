"""What a selection file may say: references that exist, amounts that can be, lives that fit the periods."""

from collections.abc import Iterable, Iterator

from kaname.engine.diagnostics import Diagnostic, error
from kaname.exchange.selection_fields import CandidateFields, ResourceFields, SelectionFields, VersionFields


def check_fields(fields: SelectionFields) -> Iterator[Diagnostic]:
    """Yield every problem of a file whose types are right."""
    periods = max(1, len(fields.periods))
    if not fields.candidates:
        yield error("selection-nothing-to-choose", "$.candidates")
    candidates, resources = {c.id for c in fields.candidates}, {r.id for r in fields.resources}
    yield from _repeated("candidates", (c.id for c in fields.candidates))
    yield from _repeated("resources", (r.id for r in fields.resources))
    for i, resource in enumerate(fields.resources):
        yield from _resource(resource, f"$.resources[{i}]", periods)
    for i, candidate in enumerate(fields.candidates):
        yield from _candidate(candidate, f"$.candidates[{i}]", periods, candidates, resources)
    for i, group in enumerate(fields.exclusive):
        yield from _dangling(group, f"$.exclusive[{i}]", candidates)
    for i, synergy in enumerate(fields.synergies):
        yield from _dangling(synergy.candidates, f"$.synergies[{i}].candidates", candidates)


def _repeated(key: str, ids: Iterable[str]) -> Iterator[Diagnostic]:
    seen: set[str] = set()
    for i, id_ in enumerate(ids):
        if id_ in seen:
            yield error("json-duplicate-id", f"$.{key}[{i}]", value=id_)
        seen.add(id_)


def _dangling(names: Iterable[str], path: str, known: set[str]) -> Iterator[Diagnostic]:
    return (error("json-dangling-reference", path, value=name) for name in names if name not in known)


def _negative(numbers: Iterable[float], path: str) -> Iterator[Diagnostic]:
    return (error("selection-negative-number", path, value=f"{number:g}") for number in numbers if number < 0)


def _resource(resource: ResourceFields, path: str, periods: int) -> Iterator[Diagnostic]:
    if not resource.limit and resource.total is None:
        yield error("json-missing-key", f"{path}.limit")
    if len(resource.limit) not in (0, 1, periods):
        yield error("selection-wrong-length", f"{path}.limit", given=len(resource.limit), expected=periods)
    yield from _negative([*resource.limit, resource.total or 0.0], f"{path}.limit")


def _candidate(
    candidate: CandidateFields, path: str, periods: int, candidates: set[str], resources: set[str]
) -> Iterator[Diagnostic]:
    yield from _dangling(candidate.needs, f"{path}.needs", candidates)
    yield from _dangling(candidate.after, f"{path}.after", candidates)
    yield from _repeated(f"candidates[{path[13:-1]}].versions", (v.id for v in candidate.versions))
    both = VersionFields(
        candidate.id, use=candidate.use, duration=candidate.duration, value_by_start=candidate.value_by_start
    )
    versions = [(path, both)] if not candidate.versions else []
    versions += [(f"{path}.versions[{v}]", version) for v, version in enumerate(candidate.versions)]
    first = 1 if candidate.earliest is None else candidate.earliest
    last = periods if candidate.latest is None else candidate.latest
    for place, version in versions:
        yield from _version(version, place, periods, resources)
        longest = max([version.duration or 1, *(len(amounts) for amounts in version.use.values())])
        if not 1 <= first <= min(last, periods - longest + 1) or last > periods:
            yield error(
                "selection-does-not-fit-periods", place, first=first, last=last, duration=longest, periods=periods
            )


def _version(version: VersionFields, path: str, periods: int, resources: set[str]) -> Iterator[Diagnostic]:
    yield from (error("json-dangling-reference", f"{path}.use", value=k) for k in version.use if k not in resources)
    if version.duration is not None and version.duration < 1:
        yield error("selection-impossible-size", f"{path}.duration", value=str(version.duration))
    for key, amounts in version.use.items():
        yield from _negative(amounts, f"{path}.use.{key}")
        if version.duration and len(amounts) not in (1, version.duration):
            expected = version.duration
            yield error("selection-wrong-length", f"{path}.use.{key}", given=len(amounts), expected=expected)
    if version.value_by_start and len(version.value_by_start) != periods:
        given = len(version.value_by_start)
        yield error("selection-wrong-length", f"{path}.value_by_start", given=given, expected=periods)
