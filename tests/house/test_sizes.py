"""A file over 400 lines holds more than one thing (docs/adr/0001)."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
LIMIT = 400
GROWN_TOO_LONG: dict[str, int] = {}  # path -> lines; may only shrink


def python_files() -> list[Path]:
    return [
        p
        for folder in ("src", "tests", "bench", "examples")
        for p in sorted((ROOT / folder).rglob("*.py"))
        if p.parent.name != "migrations"
    ]


def test_no_file_is_longer_than_the_limit():
    lengths = {p.relative_to(ROOT).as_posix(): len(p.read_text("utf-8").splitlines()) for p in python_files()}
    too_long = {path: n for path, n in lengths.items() if n > GROWN_TOO_LONG.get(path, LIMIT)}
    assert too_long == {}


def test_the_list_of_exceptions_only_shrinks():
    no_longer = {
        path: n
        for path, n in GROWN_TOO_LONG.items()
        if not (ROOT / path).exists() or len((ROOT / path).read_text("utf-8").splitlines()) < n
    }
    assert no_longer == {}


def test_modules_are_named_after_what_they_hold():
    vague = {"utils", "helpers", "misc", "services", "common", "tools"}
    assert [p.as_posix() for p in python_files() if p.stem in vague] == []


def test_test_modules_have_names_of_their_own():
    """Pytest knows them by their last name, and a second one of a name is an error that only a whole run shows."""
    names = [p.name for p in sorted((ROOT / "tests").rglob("test_*.py"))]
    assert sorted({name for name in names if names.count(name) > 1}) == []
