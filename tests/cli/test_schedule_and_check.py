"""`kaname plan schedule` and `kaname plan check`: answers, exit statuses, languages."""

import json
from pathlib import Path

import pytest

from kaname.cli import main

CORPUS = Path(__file__).parents[1] / "corpus"
WEEK = [[[480, 720], [780, 1020]]] * 5 + [[], []]


@pytest.fixture
def plan(tmp_path):
    path = tmp_path / "plan.json"
    activities = [
        {"id": "10", "name": "工程", "kind": "summary", "wbs": "1"},
        {"id": "11", "name": "設計", "duration": 960, "parent_id": "10", "outline_level": 2, "wbs": "1.1"},
        {"id": "12", "name": "実装", "duration": 480, "parent_id": "10", "outline_level": 2, "wbs": "1.2"},
        {"id": "13", "name": "文書", "duration": 240, "parent_id": "10", "outline_level": 2, "wbs": "1.3"},
    ]
    document = {
        "format": "kaname-plan/1",
        "project": {"name": "計画", "start": "2026-04-01T08:00:00", "calendar_id": "1"},
        "calendars": [{"id": "1", "name": "標準", "week": WEEK}],
        "activities": activities,
        "relations": [{"predecessor_id": "11", "successor_id": "12"}],
    }
    path.write_text(json.dumps(document), "utf-8")
    return path


def answer(capsys, *words):
    status = main(["plan", *map(str, words), "--json"])
    out, said = capsys.readouterr()
    return status, json.loads(out), said


def test_schedule_answers_every_activity(plan, capsys):
    status, found, said = answer(capsys, "schedule", plan)
    assert (status, said, found["finish"], found["diagnostics"]) == (0, "", "2026-04-03T17:00:00", [])
    by_id = {a["id"]: a for a in found["activities"]}
    assert list(by_id) == ["10", "11", "12", "13"]
    assert by_id["12"] == {
        "id": "12",
        "wbs": "1.2",
        "name": "実装",
        "early_start": "2026-04-03T08:00:00",
        "early_finish": "2026-04-03T17:00:00",
        "late_start": "2026-04-03T08:00:00",
        "late_finish": "2026-04-03T17:00:00",
        "start": "2026-04-03T08:00:00",
        "finish": "2026-04-03T17:00:00",
        "total_float_minutes": 0,
        "free_float_minutes": 0,
        "critical": True,
        "driving": ["11"],
    }
    assert (by_id["13"]["total_float_minutes"], by_id["13"]["critical"], by_id["13"]["driving"]) == (1200, False, [])
    assert (by_id["10"]["summary"], by_id["10"]["early_finish"]) == (True, "2026-04-03T17:00:00")


@pytest.mark.parametrize("policy", ["msproject", "primavera", "pmbok"])
def test_policies_and_a_data_date(plan, capsys, policy):
    _, found, _ = answer(capsys, "schedule", plan, "--policy", policy, "--data-date", "2026-04-06")
    assert found["finish"] == "2026-04-08T17:00:00"


def test_schedule_for_people(plan, capsys):
    assert main(["--lang", "ja", "plan", "schedule", str(plan)]) == 0
    out = capsys.readouterr().out.splitlines()
    assert out[0] == "終了：2026-04-03 17:00"
    assert out[1] == "クリティカルな活動：4件中3件"


def test_a_cycle_is_exit_2_with_its_activities(capsys):
    assert main(["--lang", "en", "plan", "schedule", str(CORPUS / "network-cycle.json")]) == 2
    assert "1, 2, 3" in capsys.readouterr().err


def test_check_answers_fourteen_points(plan, capsys):
    status, found, _ = answer(capsys, "check", plan)
    assert status == 1  # activities without predecessor or successor
    assert [f["check"] for f in found["dcma"]] == list(range(1, 15))
    assert found["dcma"][0] == {
        "check": 1,
        "name": "logic",
        "value": 1.0,
        "threshold": 0.05,
        "passed": False,
        "activities": ["11", "12", "13"],
    }


def test_check_for_people(plan, capsys):
    main(["--lang", "ja", "plan", "check", str(plan)])
    assert "要改善    100.0%  先行または後続のない活動" in capsys.readouterr().out
