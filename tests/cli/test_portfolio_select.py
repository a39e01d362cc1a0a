"""`kaname portfolio select` from outside: what it prints, and its exit status."""

import json
from pathlib import Path

import pytest

from kaname.cli import main

CANDIDATES = [
    {"id": "P1", "value": 82, "use": {"cost": 4.0, "pm": 30}},
    {"id": "P2", "value": 75, "use": {"cost": 3.5, "pm": 25}},
    {"id": "P3", "value": 68, "use": {"cost": 2.0, "pm": 18}},
    {"id": "P4", "value": 60, "use": {"cost": 1.5, "pm": 10}},
    {"id": "P5", "value": 55, "use": {"cost": 2.5, "pm": 20}},
]


@pytest.fixture
def vector(tmp_path) -> Path:
    return written(tmp_path, {"resources": [{"id": "cost", "limit": 9.5}, {"id": "pm", "limit": 70}]})


def written(folder: Path, changes: dict) -> Path:
    path = folder / "vector.json"
    path.write_text(json.dumps({"format": "kaname-selection/1", "candidates": CANDIDATES} | changes))
    return path


def test_the_json_answer(vector, capsys):
    assert main(["portfolio", "select", str(vector), "--time-limit", "3", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert {key: answer[key] for key in ("status", "value", "bound", "gap", "chosen")} == {
        "status": "OPTIMAL",
        "value": 217.0,
        "bound": 217.0,
        "gap": 0.0,
        "chosen": ["P1", "P2", "P4"],
    }
    assert answer["rejected"][0]["lacks"][0] == {
        "kind": "limit",
        "resource": "cost",
        "needed": 2.0,
        "left": 0.5,
        "short": 1.5,
    }
    assert [(c["resource"], c["used"], c["left"]) for c in answer["constraints"]] == [("cost", 9, 0.5), ("pm", 65, 5)]
    assert "starts" not in answer


def test_starts_are_named_by_their_period(tmp_path, capsys):
    changes = {
        "periods": ["2026H1", "2026H2"],
        "resources": [{"id": "cost", "limit": [4, 6]}, {"id": "pm", "limit": 60}],
    }
    assert main(["portfolio", "select", str(written(tmp_path, changes)), "--time-limit", "3", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["starts"].keys() == set(answer["chosen"])
    assert set(answer["starts"].values()) == {"2026H1", "2026H2"}
    assert answer["value"] == 265.0


@pytest.mark.parametrize(("language", "first"), [("ja", "最適と証明"), ("en", "Proved best")])
def test_sentences_in_both_languages(vector, capsys, language, first):
    arguments = ["--lang", language, "portfolio", "select", str(vector), "--time-limit", "3", "--what-if", "cost=2"]
    assert main(arguments) == 0
    said = capsys.readouterr().out
    assert said.startswith(first)
    assert "P1" in said.splitlines()[-1]


def test_no_selection_is_status_one(tmp_path, capsys):
    mandatory = [c | {"mandatory": True} for c in CANDIDATES]
    changes = {"candidates": mandatory, "resources": [{"id": "cost", "limit": 9.5}, {"id": "pm", "limit": 70}]}
    assert main(["portfolio", "select", str(written(tmp_path, changes)), "--time-limit", "3", "--json"]) == 1
    answer = json.loads(capsys.readouterr().out)
    assert (answer["status"], answer["value"], answer["chosen"]) == ("INFEASIBLE", None, [])


@pytest.mark.parametrize(
    "extra", [["--problem", "2"], ["--what-if", "rent=3"], ["--what-if", "cost"], ["--time-limit", "0"]]
)
def test_bad_use_is_status_two(vector, capsys, extra):
    assert main(["--lang", "en", "portfolio", "select", str(vector), *extra]) == 2
    out, said = capsys.readouterr()
    assert out == ""
    assert extra[1].split("=")[0] in said


def test_several_problems_give_a_list_and_one_can_be_asked_for(tmp_path, capsys):
    path = tmp_path / "two.txt"
    path.write_text("2\n2 1 0\n10 20\n3 4\n5\n1 1 0\n7\n1\n9\n")
    assert main(["portfolio", "select", str(path), "--time-limit", "2", "--json"]) == 0
    assert [(a["problem"], a["value"]) for a in json.loads(capsys.readouterr().out)] == [(1, 20.0), (2, 7.0)]
    assert main(["portfolio", "select", str(path), "--time-limit", "2", "--json", "--problem", "2"]) == 0
    assert json.loads(capsys.readouterr().out)["value"] == 7.0
