import json
from pathlib import Path

import pytest

from kaname.engine.diagnostics import ProblemsFound
from kaname.engine.portfolio.select import select
from kaname.exchange.knapsack import read_numbers, read_selection


def written(folder: Path, **content) -> Path:
    path = folder / "selection.json"
    path.write_text(json.dumps({"format": "kaname-selection/1", **content}), encoding="utf-8")
    return path


def codes(path: Path) -> list[str]:
    with pytest.raises(ProblemsFound) as caught:
        read_selection(path)
    return sorted(d.code for d in caught.value.diagnostics)


def test_two_problems_in_one_text():
    one, two = read_numbers("2\n2 1 30\n10 20\n3 4\n5\n1 2 0\n7\n1\n2\n9\n8\n", "x")
    assert [(c.id, c.versions[0].value) for c in one.candidates] == [("1", 10.0), ("2", 20.0)]
    assert (one.best_known, two.best_known) == (30.0, None)
    assert [r.limit for r in two.resources] == [(9.0,), (8.0,)]
    assert two.candidates[0].versions[0].use == {"1": (1.0,), "2": (2.0,)}


def test_periods_lives_and_limits_of_our_own_format(tmp_path):
    path = written(
        tmp_path,
        periods=["Q1", "Q2", "Q3"],
        resources=[{"id": "cost", "limit": 5, "total": 9}, {"id": "people", "limit": [3, 2, 1]}],
        candidates=[{"id": "A", "value": 8, "duration": 2, "use": {"cost": 2, "people": [1, 2]}, "earliest": 2}],
    )
    problem = read_selection(path)[0]
    a = problem.candidates[0]
    assert (a.earliest, a.latest, a.versions[0].duration) == (1, 2, 2)
    assert a.versions[0].use == {"cost": (2.0, 2.0), "people": (1.0, 2.0)}
    assert [(r.limit, r.total) for r in problem.resources] == [((5.0, 5.0, 5.0), 9.0), ((3.0, 2.0, 1.0), None)]
    assert select(problem, 2).value is not None


def test_scores_become_values(tmp_path):
    path = written(
        tmp_path,
        weights={"fit": 60, "benefit": 40},
        candidates=[{"id": "A", "scores": {"fit": 5, "benefit": 3}}],
    )
    assert read_selection(path)[0].candidates[0].versions[0].value == 84.0


def test_every_problem_is_named_at_once(tmp_path):
    path = written(
        tmp_path,
        resources=[{"id": "cost", "limit": -1}, {"id": "cost", "limit": 1}],
        candidates=[{"id": "A", "use": {"rent": 1}, "needs": ["Z"], "earliest": 4}],
        exclusive=[["A", "Y"]],
    )
    assert codes(path) == [
        "json-dangling-reference",
        "json-dangling-reference",
        "json-dangling-reference",
        "json-duplicate-id",
        "selection-does-not-fit-periods",
        "selection-negative-number",
        "selection-no-value",
    ]


def test_the_library_files_are_read_whole(realdata):
    sizes = {
        path.name: [(len(p.candidates), len(p.resources)) for p in read_selection(path)]
        for path in sorted((realdata / "portfolio").glob("mknapcb*.txt"))
    }
    assert sizes and all(len(found) == 30 and len(set(found)) == 1 for found in sizes.values())


def best_values(text: str, limits: int, items: int) -> list[float]:
    rows = [line.split() for line in text.splitlines()]
    return [float(row[1]) for row in rows if len(row) == 2 and row[0].startswith(f"{limits}.{items}-")][:30]


def test_library_problems_come_near_the_best_known_in_a_second(realdata):
    table = (realdata / "portfolio" / "best-feasible-slns.txt").read_text()
    gaps = []
    for name, k in (("mknapcb1.txt", 0), ("mknapcb4.txt", 15), ("mknapcb7.txt", 29)):
        problem = read_selection(realdata / "portfolio" / name)[k]
        best = best_values(table, len(problem.resources), len(problem.candidates))[k]
        found = select(problem, 1.5)
        assert found.bound >= best
        gaps.append(1 - found.value / best)
    assert sum(gaps) / 3 < 0.003
