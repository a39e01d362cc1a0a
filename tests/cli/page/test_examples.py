"""The shipped example plans: made again byte for byte, and their stored dates equal to the engine's."""

import sys
from pathlib import Path

import pytest

from kaname.cli.page.compute import facts_of
from kaname.cli.page.judgement import Mark, judge
from kaname.cli.page.overload import people
from kaname.cli.page.settings import Settings

EXAMPLES = Path(__file__).parents[3] / "examples"
MADE = (
    "01-基幹システム更改.xml",
    "02-新規事業アプリ開発.xml",
    "03-拠点ネットワーク統合.xml",
    "05-データセンター移転.json",
)


@pytest.fixture(scope="module")
def plans():
    return [facts_of(EXAMPLES / name, Settings(iterations=300)) for name in MADE]


def test_the_generator_makes_the_committed_files(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "path", [str(EXAMPLES), *sys.path])
    import make_plans

    make_plans.main(tmp_path)
    made = sorted(p.name for p in tmp_path.iterdir())
    assert made == sorted(MADE)
    assert [n for n in made if (tmp_path / n).read_bytes() != (EXAMPLES / n).read_bytes()] == []


def test_the_engine_finds_the_dates_that_a_planners_tool_would_store(plans):
    for f in plans:
        stored = {a.id: a.stored.finish for a in f.work_rows}
        assert f.finish_by_rules == max(stored.values()), f.file


def test_no_example_has_a_problem(plans):
    assert [d for f in plans for d in f.problems if d.severity == "error"] == []


def test_the_examples_tell_four_stories(plans):
    assert [judge(f).mark for f in plans] == [Mark.RED, Mark.GREEN, Mark.RED, Mark.AMBER]


def test_people_are_shared_and_overloaded(plans):
    over = [p for p in people(plans) if p.over and p.shared]
    assert len(over) >= 4
    kajiwara = next(p for p in over if p.name.startswith("梶原"))
    assert (len(kajiwara.files), kajiwara.spellings) == (4, ["梶原 亘", "梶原　亘"])


def test_the_risk_plan_keeps_its_deadline_only_on_paper(plans):
    j = judge(plans[3])
    assert (j.missed, [a.name for a in j.at_risk]) == ([], ["全系統の移行完了"])
    assert {r.name for r in plans[3].forecast.risks} >= {"機器の納期遅れ（部材不足）", "リハーサルで切り戻しが発生"}
