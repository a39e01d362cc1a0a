"""`kaname plan simulate`: the JSON contract, both languages, bad arguments, and the manual's own example."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from kaname.cli import main

ROOT = Path(__file__).parents[3]
PLAN = ROOT / "tests" / "corpus" / "simulate" / "simulate-no-uncertainty.json"
PAGES = [ROOT / "docs" / "manual" / "simulation.md", ROOT / "docs" / "manual" / "en" / "simulation.md"]


def answer(capsys: pytest.CaptureFixture[str], *words: str, plan: Path = PLAN) -> dict[str, Any]:
    assert main(["plan", "simulate", str(plan), *words, "--json"]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_the_contract(capsys):
    found = answer(capsys, "--iterations", "640", "--seed", "3", "--spread", "0.8,1.5")
    assert list(found)[:6] == ["iterations", "seed", "finish", "probability_of_deterministic", "activities", "risks"]
    assert list(found)[-1] == "seconds"
    assert list(found["finish"]) == ["p10", "p50", "p80", "p90", "mean", "deterministic"]
    assert found["iterations"] == 640
    finish = found["finish"]
    assert finish["p10"] <= finish["p50"] <= finish["p80"] <= finish["p90"]
    assert finish["deterministic"] == "2026-04-28T18:00:00"
    assert [a["id"] for a in found["activities"]] == ["1", "2", "3"]
    assert all({"criticality", "sensitivity", "p80_finish"} <= a.keys() for a in found["activities"])
    assert found["activities"][2]["p80_finish"] == finish["p80"]
    assert set(found["standard_error"]) == {"p10", "p50", "p80", "p90", "mean"}
    assert found["diagnostics"] == []


def test_the_same_seed_gives_the_same_answer_on_any_number_of_workers(capsys):
    def text(workers: str, seed: str) -> str:
        found = answer(capsys, "--iterations", "900", "--seed", seed, "--spread", "0.8,1.5", "--workers", workers)
        found.pop("seconds")
        return json.dumps(found)

    assert text("1", "5") == text("2", "5") == text("3", "5")
    assert text("1", "5") != text("1", "6")


def test_no_variance_is_the_schedule(capsys):
    found = answer(capsys, "--spread", "1,1")
    assert main(["plan", "schedule", str(PLAN), "--json"]) == 0
    plan = json.loads(capsys.readouterr().out)
    assert {found["finish"][p] for p in found["finish"]} == {plan["finish"]}
    ends = [a["early_finish"] for a in plan["activities"]]
    assert [a["p80_finish"] for a in found["activities"]] == ends
    assert found["probability_of_deterministic"] == 1.0


def test_nothing_uncertain_is_said(capsys):
    found = answer(capsys)
    assert [d["code"] for d in found["diagnostics"]] == ["simulate-no-uncertainty"]
    assert {found["finish"][p] for p in found["finish"]} == {"2026-04-28T18:00:00"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.parent.name)
def test_the_manuals_example_works(capsys, tmp_path, page):
    example = re.search(r"```json\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    assert example is not None
    risks = tmp_path / "risks.json"
    risks.write_text(example.group(1), encoding="utf-8")
    found = answer(capsys, "--risks", str(risks), "--iterations", "2000")
    assert found["diagnostics"] == []
    by_id = {risk["id"]: risk for risk in found["risks"]}
    assert by_id["R1"]["probability"] == 0.3
    assert by_id["R1"]["happened"] == pytest.approx(0.3, abs=0.02)
    assert by_id["R1"]["p80_gain_minutes"] > 0
    assert found["mitigated"]["finish"]["p80"] < found["finish"]["p80"]
    assert found["cost"]["deterministic"] == 0
    assert found["cost"]["p90"] > 200_000
    assert 0 < found["joint_confidence"]["p80"] <= 0.8


def test_it_stops_early_when_asked(capsys):
    found = answer(capsys, "--spread", "0.8,1.5", "--iterations", "100000", "--tolerance", "60")
    assert found["iterations"] < 100_000
    assert found["standard_error"]["p80"] <= 60


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["--iterations", "0"], "0 is not a whole number from 1 to"),
        (["--iterations", "-5"], "-5 is not a whole number"),
        (["--iterations", "many"], "many is not a whole number"),
        (["--workers", "0"], "0 is not a whole number from 1 to 256"),
        (["--workers", "5000"], "5000 is not a whole number from 1 to 256"),
        (["--spread", "1.3,0.9"], "1.3,0.9 is not LOW,HIGH"),
        (["--spread", "0.9"], "0.9 is not LOW,HIGH"),
        (["--spread", "nan,inf"], "nan,inf is not LOW,HIGH"),
        (["--tolerance", "0"], "0 is not a number of minutes above 0"),
        (["--seed", "x"], "invalid int value"),
    ],
)
def test_bad_arguments_are_named(capsys, words, expected):
    assert main(["--lang", "en", "plan", "simulate", str(PLAN), *words]) == 2
    said = capsys.readouterr()
    assert expected in said.err
    assert said.out == ""


@pytest.mark.parametrize(("language", "expected"), [("en", "What drives the finish"), ("ja", "完了日を左右する")])
def test_readers_see_it_in_their_language(capsys, language, expected):
    assert main(["--lang", language, "plan", "simulate", str(PLAN), "--spread", "0.9,1.3", "--iterations", "64"]) == 0
    text = capsys.readouterr().out
    assert expected in text
    assert "P80" in text
    assert "2026-04-28 18:00" in text
