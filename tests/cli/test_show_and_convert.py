"""`kaname plan show` and `kaname plan convert`."""

import json
from pathlib import Path

import pytest

from kaname.cli import main

RICH = Path(__file__).parents[1] / "exchange" / "mspdi" / "rich.xml"
P6 = Path(__file__).parents[1] / "exchange" / "xer" / "two_projects.xer"


def test_show_json_is_one_document(capsys):
    assert main(["plan", "show", str(RICH), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert {"format", "project", "activities", "relations", "calendars", "resources", "diagnostics"} <= answer.keys()
    assert (answer["format"], answer["project"]["start"], len(answer["activities"])) == (
        "mspdi",
        "2026-04-01T09:00:00",
        9,
    )
    assert answer["relations"][0] == {
        "predecessor_id": "11",
        "successor_id": "12",
        "kind": "SS",
        "lag": 480.0,
        "lag_kind": "working",
        "external": False,
    }


@pytest.mark.parametrize(("language", "words"), [("ja", "依存関係 5"), ("en", "relations 5")])
def test_show_in_words(language, words, capsys):
    assert main(["--lang", language, "plan", "show", str(RICH)]) == 0
    assert words in capsys.readouterr().out


def test_convert_there_and_back(tmp_path, capsys):
    there, back = tmp_path / "plan.json", tmp_path / "plan.xml"
    assert main(["plan", "convert", str(RICH), str(there), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["from"], answer["to"], answer["lost"]) == ("mspdi", "mspdi", {})
    assert main(["--lang", "en", "plan", "convert", str(there), str(back)]) == 0
    assert "Wrote" in capsys.readouterr().out
    assert main(["plan", "show", str(back), "--json"]) == 0
    assert [a["name"] for a in json.loads(capsys.readouterr().out)["activities"]][-1] == "稼働"


def test_convert_lists_what_is_lost(tmp_path, capsys):
    assert main(["plan", "convert", str(P6), str(tmp_path / "plan.xml"), "--json"]) == 0
    lost = json.loads(capsys.readouterr().out)["lost"]
    assert (lost["activities.constraint2"], lost["projects"], lost["activities.external_early_start"]) == (2, 2, 1)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["show", "none.xml"], "file-missing"),
        (["convert", str(RICH), "plan.doc"], "file-unknown-ending"),
        (["convert", str(RICH), "none/plan.xml"], "file-unwritable"),
    ],
)
def test_bad_use_says_why(arguments, code, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main(["--lang", "en", "plan", *arguments]) == 2
    out, said = capsys.readouterr()
    assert (out, f"[{code}]" in said) == ("", True)


def test_warnings_that_repeat_are_told_some_and_counted(tmp_path, capsys):
    rows = "".join(f"設計{n},2026/4/{n},来週\n" for n in range(1, 16))
    table = tmp_path / "plan.csv"
    table.write_text(f"作業名,開始日,終了日\n{rows}", "utf-8")
    assert main(["--lang", "ja", "plan", "show", str(table)]) == 0
    told = [line for line in capsys.readouterr().err.splitlines() if line.endswith("[workbook-unreadable-date]")]
    assert len(told) == 11
    assert told[-1] == "plan.csv: 警告: 同じ種類の問題 ほか5件 [workbook-unreadable-date]"
    assert main(["plan", "show", str(table), "--json"]) == 0
    found = [d["code"] for d in json.loads(capsys.readouterr().out)["diagnostics"]]
    assert found.count("workbook-unreadable-date") == 15
