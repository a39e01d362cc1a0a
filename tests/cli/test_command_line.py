"""The command as a whole: languages, exit status, places that cannot be written to."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kaname.cli import language_of, main

ROOT = Path(__file__).parents[2]
PLAN = ROOT / "tests" / "corpus" / "simulate" / "simulate-no-uncertainty.json"


@pytest.mark.parametrize("words", [["--lang", "en", "plan", "show", "x"], ["plan", "show", "x", "--lang=en"]])
def test_the_language_may_stand_anywhere(words, capsys):
    assert (main(words), capsys.readouterr().err) == (
        2,
        "error: There is no file x. Check the name and the folder. [file-missing]\n",
    )


def test_the_language_is_asked_of_the_environment(monkeypatch):
    monkeypatch.setenv("KANAME_LANGUAGE", "en_GB")
    assert language_of(["plan"]) == "en"
    monkeypatch.delenv("KANAME_LANGUAGE")
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.setenv(name, "C.UTF-8")
    assert language_of(["plan", "--lang", "fr"]) == "ja"


def test_bad_use_is_said_in_the_users_language(capsys):
    status = main(["--lang", "ja", "plan", "level"])
    err = capsys.readouterr().err
    assert (status, err.splitlines()[-1]) == (2, "kaname plan level: エラー: 次の引数が必要です: FILE")


@pytest.mark.parametrize(
    ("words", "last"),
    [
        (["plan", "level", "x", "--time-limit", "nan"], "nan is not a number of seconds above 0, at most 604800"),
        (
            ["plan", "schedule", "x", "--data-date", "9999-12-31"],
            "9999-12-31 is not a date of the years 1950 to 2199 such as 2026-11-20 or 2026-11-20T17:00",
        ),
    ],
)
def test_arguments_say_what_was_expected(words, last, capsys):
    status = main(["--lang", "en", *words])
    assert (status, capsys.readouterr().err.splitlines()[-1].split(": ", 3)[-1]) == (2, last)


def test_a_program_is_told_every_problem_as_json(capsys):
    status = main(["plan", "check", str(ROOT / "tests" / "corpus" / "network-cycle.json"), "--json"])
    out = json.loads(capsys.readouterr().out)
    assert (status, [d["code"] for d in out["diagnostics"] if d["severity"] == "error"]) == (2, ["network-cycle"])


def test_an_answer_that_cannot_be_written_is_no_traceback():
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(
            [sys.executable, "-m", "kaname.cli", "--lang", "en", "plan", "show", str(PLAN), "--json"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            env=os.environ | {"PYTHONIOENCODING": "utf-8"},
        )
    assert (done.returncode, done.stderr.endswith("[output-unwritable]\n"), done.stderr.count("\n")) == (2, True, 1)
