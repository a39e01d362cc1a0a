"""The files that are mutated: all of them ours, so that every finding can be shown."""

from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
_FOLDERS = ("tests/exchange", "tests/corpus", "examples")
_ENDINGS = (".xml", ".xer", ".p2x", ".gan", ".json", ".xlsx", ".ods", ".csv", ".rcp", ".sm", ".mm", ".sch")
_LARGEST = 200_000


def seeds() -> list[Path]:
    """Return the files by format, so that each ending is mutated equally often."""
    found = [
        path
        for folder in _FOLDERS
        for path in sorted((ROOT / folder).rglob("*.*"))
        if path.suffix in _ENDINGS and 0 < path.stat().st_size < _LARGEST
    ]
    return sorted(found, key=lambda path: (path.suffix, path))


@cache
def by_ending() -> dict[str, list[list[Path]]]:
    """Return the files of each ending: first the sound ones where there are any, then those of the corpus."""
    groups: dict[str, list[list[Path]]] = {}
    for path in seeds():
        broken = "corpus" in path.parts
        groups.setdefault(path.suffix, [[], []])[broken].append(path)
    return {ending: [part for part in parts if part] for ending, parts in groups.items()}
