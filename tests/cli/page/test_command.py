"""`kaname plan portfolio` as people run it."""

import json
from pathlib import Path

import pytest
from small_plan import give, three_in_a_row

from kaname.cli import main
from kaname.exchange.writers import write_plan


@pytest.fixture
def plans(tmp_path: Path) -> list[str]:
    paths = []
    for name, days in (("遅れ.xml", (5, 11, 5)), ("順調.json", (5, 5, 5))):
        document = three_in_a_row(days)
        give(document, "1", "水城 遥", 0.7)
        write_plan(document, tmp_path / name)
        paths.append(str(tmp_path / name))
    return paths


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    status = main(["--lang", "ja", "plan", "portfolio", "--iterations", "200", *words])
    out, err = capsys.readouterr()
    return status, out, err


def test_two_good_files_make_a_page(plans, tmp_path, capsys):
    page = tmp_path / "out.html"
    status, out, err = run(capsys, *plans, "-o", str(page))
    assert (status, err, len(out.splitlines())) == (0, "", 1)
    assert out.startswith("2件の計画のうち1件が要注意です")
    assert page.read_text("utf-8").count('class="project"') == 2


def test_one_unreadable_file_never_stops_the_page(plans, tmp_path, capsys):
    broken = tmp_path / "壊れた.xml"
    broken.write_bytes(b"\x00\x01 nothing")
    page = tmp_path / "out.html"
    status, _, err = run(capsys, *plans, str(broken), "-o", str(page))
    assert (status, "壊れた.xml" in err, "Traceback" in err) == (1, True, False)
    assert page.read_text("utf-8").count('class="project"') == 3


def test_nothing_but_unreadable_files_is_status_2_and_still_a_page(tmp_path, capsys):
    page = tmp_path / "out.html"
    status, _, err = run(capsys, str(tmp_path / "missing.xml"), "-o", str(page))
    assert (status, "missing.xml" in err, page.exists()) == (2, True, True)


def test_json_holds_the_same_facts(plans, capsys):
    status, out, _ = run(capsys, *plans, "--json")
    answer = json.loads(out)
    late, well = answer["projects"]
    assert status == 0
    assert set(answer) == {"answer", "projects", "people", "problems"}
    assert (late["file"], late["health"], late["slip_working_days"]) == ("遅れ.xml", "red", 6)
    assert (late["finish_planned"], late["finish_recomputed"]) == ("2026-06-19T18:00:00", "2026-06-29T18:00:00")
    assert late["finish_recomputed"] <= late["p50"] <= late["p80"]
    assert [d["name"] for d in late["drivers"]] == ["A", "B", "C"]
    assert (well["health"], well["slip_working_days"]) == ("green", 0)
    assert [(p["name"], [w["load"] for w in p["weeks"]]) for p in answer["people"]] == [("水城 遥", [1.4])]


def test_the_same_files_make_the_same_bytes(plans, capsys):
    assert run(capsys, *plans, "--json") == run(capsys, *plans, "--json")


def test_a_page_that_cannot_be_written_says_so(plans, tmp_path, capsys):
    status, _, err = run(capsys, *plans, "-o", str(tmp_path / "nowhere" / "out.html"))
    assert (status, "Traceback" in err, "nowhere" in err) == (2, False, True)


@pytest.mark.parametrize("spread", ["1.3", "2,3", "0,1", "a,b", "1,0.5"])
def test_an_impossible_spread_is_refused(plans, capsys, spread):
    status, _, err = run(capsys, *plans, "--spread", spread)
    assert (status, "--spread" in err) == (2, True)
