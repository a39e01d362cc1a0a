"""What must never be in the repository, and what must always be there."""

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
FORBIDDEN = {
    "a registry's address": re.compile(r"(index-url|find-links|extra-index|\"resolved\": *\"http)"),
    "a path of one machine": re.compile(r"(?<![\w.])/(work|farm|home|root|Users)/\w"),
    "an unfinished spot": re.compile(r"\b(TODO|FIXME|XXX)\b"),
    "an exception without a reason": re.compile(
        r"#\s*(noqa(:\s*[A-Z]+\d+(,\s*[A-Z]+\d+)*)?|type: ignore(\[[\w, -]+\])?)\s*$"
    ),
}
ALLOWED = {
    "Makefile": {"a registry's address"},  # the options that leave the addresses out
    "tests/house/test_tree.py": set(FORBIDDEN),
    "CONTRIBUTING.md": {"a registry's address"},
}


def tracked() -> list[str]:
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return [name for name in listed.stdout.splitlines() if (ROOT / name).is_file()]


def test_nothing_forbidden_stands_in_the_tree():
    found = []
    for name in tracked():
        if name.startswith("tests/corpus/"):
            continue  # broken on purpose
        try:
            lines = (ROOT / name).read_text("utf-8").splitlines()
        except UnicodeDecodeError:
            continue
        for number, line in enumerate(lines, 1):
            for what, pattern in FORBIDDEN.items():
                if what not in ALLOWED.get(name, set()) and pattern.search(line):
                    found.append(f"{name}:{number}: {what}: {line.strip()[:100]}")
    assert found == []


def test_no_large_or_generated_file_is_tracked():
    large = [n for n in tracked() if (ROOT / n).stat().st_size > 600_000]
    generated = [n for n in tracked() if n.endswith((".mo", ".pyc", ".nbi", ".nbc")) or n.startswith(("out/", "dist/"))]
    assert (large, generated) == ([], [])


def test_locks_are_hashed_and_without_addresses():
    for lock in sorted((ROOT / "requirements").glob("*.txt")):
        text = lock.read_text("utf-8")
        pins = re.findall(r"^[\w.-]+==[^ ]+", text, re.MULTILINE)
        hashed = re.findall(r"^[\w.-]+==[^\n]*\\\n +--hash=sha256:", text, re.MULTILINE)
        assert (len(pins), "://" in text) == (len(hashed), False), lock.name


def test_every_decision_is_in_the_index():
    index = (ROOT / "docs" / "adr" / "README.md").read_text("utf-8")
    assert [p.name for p in sorted((ROOT / "docs" / "adr").glob("[0-9]*.md")) if p.name not in index] == []


def test_every_manual_page_is_in_both_languages_and_in_the_index():
    manual = ROOT / "docs" / "manual"
    japanese = {p.name for p in manual.glob("*.md")}
    assert japanese == {p.name for p in (manual / "en").glob("*.md")}
    for folder in (manual, manual / "en"):
        index = (folder / "README.md").read_text("utf-8")
        assert [name for name in sorted(japanese - {"README.md"}) if name not in index] == []


def test_every_command_of_the_makefile_that_people_need_is_in_contributing():
    targets = set(re.findall(r"^([a-z-]+):.*##", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    assert sorted(t for t in targets if f"`make {t}`" not in text) == []
