"""Each corpus file produces the code it is named after, with the right exit status and no traceback."""

import json
import shutil
from importlib.util import find_spec
from pathlib import Path

import pytest

from kaname.cli import main
from kaname.engine.diagnostics import ProblemsFound, Severity
from kaname.exchange.formats import read_plan

CORPUS = Path(__file__).parents[1] / "corpus"
FILES = sorted(path for path in CORPUS.rglob("*.*") if path.name != "README.md")
COMMANDS = {
    ".": ["plan", "check", "{file}"],
    "java": ["plan", "show", "{file}"],
    "show": ["plan", "show", "{file}"],
    "schedule": ["plan", "schedule", "{file}"],
    "simulate": ["plan", "simulate", "{file}", "--iterations", "50", "--seed", "1"],
    "risks": [
        "plan",
        "simulate",
        "{folder}/simulate/simulate-no-uncertainty.json",
        "--iterations",
        "50",
        "--risks",
        "{file}",
    ],
    "level": ["plan", "level", "{file}", "--time-limit", "1", "--seed", "1"],
    "earned-value": ["plan", "earned-value", "{file}"],
    "select": ["portfolio", "select", "{file}", "--time-limit", "1"],
}
"""What is asked of the files in each folder of the corpus."""


def command(path: Path) -> list[str]:
    folder = str(path.parent.relative_to(CORPUS))
    return [word.format(file=path, folder=CORPUS) for word in COMMANDS[folder]]


def codes_of(answer: str) -> dict[str, str]:
    """The codes and severities in a JSON answer; none if the command printed nothing."""
    found = json.loads(answer)["diagnostics"] if answer.strip() else []
    return {diagnostic["code"]: diagnostic["severity"] for diagnostic in found}


def have_java() -> bool:
    return shutil.which("java") is not None and find_spec("mpxj") is not None and find_spec("jpype") is not None


def cases() -> list[object]:
    return [
        pytest.param(path, marks=[pytest.mark.java] if path.parent.name == "java" else [], id=path.name)
        for path in FILES
    ]


@pytest.mark.parametrize("path", cases())
def test_a_corpus_file_is_answered_with_its_code(path, capsys):
    if path.parent.name == "java" and not have_java():
        pytest.skip("the Java extra is not installed")
    status = main(["--lang", "en", *command(path), "--json"])
    answer, said = capsys.readouterr()
    refused = f"[{path.stem}]" in said
    given = codes_of(answer).get(path.stem)
    assert given is not None, (said, answer[:500])
    assert status == 2 if refused else status in (0, 1)
    assert "Traceback" not in said + answer


@pytest.mark.parametrize("path", [p for p in FILES if p.parent == CORPUS], ids=lambda path: path.name)
def test_reading_a_corpus_file_finds_nothing_but_its_code(path):
    try:
        found = read_plan(path).diagnostics
    except ProblemsFound as problems:
        found = problems.diagnostics
        assert any(problem.severity is Severity.ERROR for problem in found)
    wrong = {diagnostic.code for diagnostic in found if diagnostic.severity is not Severity.INFO}  # it explains
    assert wrong <= {path.stem}
