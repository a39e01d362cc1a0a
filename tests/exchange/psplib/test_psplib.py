"""Every benchmark format gives the problem that its text says; real files are read whole and level to known optima."""

import csv
import io
import tarfile

import numpy as np
import pytest

from kaname.engine.diagnostics import ProblemsFound
from kaname.engine.level import Status, level
from kaname.exchange.formats import read_bytes
from kaname.exchange.psplib import read_case

RCP = b"4 2\n 3 5\n0 0 0 2 2\n 3\n4 2 1 1 4\n5 1 3 1 4\n0 0 0 0\n"
LONG = b"""jobs  (incl. supersource/sink ):  3
RESOURCES
- renewable                 :  1   R
- nonrenewable              :  1   N
************************
PRECEDENCE RELATIONS:
jobnr.    #modes  #successors   successors
1 1 1 2
2 2 1 3
3 1 0
************************
REQUESTS/DURATIONS:
jobnr. mode duration  R 1  N 1
------------------------
1 1 0 0 0
2 1 3 1 4
  2 5 1 1
3 1 0 0 0
************************
RESOURCEAVAILABILITIES:
  R 1  N 1
  2  9
"""
LAGS = b"2 1 0 0\n0 1 1 1 [0]\n1 1 1 2 [4]\n2 1 2 1 3 [-6] [2]\n3 1 0\n0 1 0 0\n1 1 3 1\n2 1 2 1\n3 1 0 0\n1\n"
MULTI = b"2\n1\n4\n\n2 0\n1\n\n3 2 1 1:2\n2 4 1 2:1\n\n1 5\n1\n\n2 1 0\n"
ROWS = (
    b"R|1|crane|200.0\nT|0|true||0|all|9.0d|||X|null|\nT|1|false|0|1|dig|2.5d||1:100.0,|X|null|\n"
    b"T|2|false|0|1|pour|1.0d|1:FS:0.5d,|1:50.0,|X|null|\n"
)


def relations(problem):
    return list(zip(*(c.tolist() for c in (problem.pred, problem.succ, problem.kind, problem.lag)), strict=True))


def test_patterson_may_fold_lines_anywhere():
    case = read_case(RCP, "a.rcp")
    p = case.problem
    assert (case.format, p.ids, p.duration.tolist(), p.capacity.tolist()) == (
        "rcp", ("1", "2", "3", "4"), [0, 4, 5, 0], [3, 5],
    )  # fmt: skip
    assert relations(p) == [(0, 1, 0, 0), (0, 2, 0, 0), (1, 3, 0, 0), (2, 3, 0, 0)]
    assert (p.demand_resource.tolist(), p.demand_amount.tolist()) == ([0, 1, 0, 1], [2, 1, 1, 3])


def test_the_long_format_has_modes_and_budgets():
    case = read_case(LONG, "a.mm")
    p = case.problem
    assert (case.format, p.mode_first.tolist(), p.duration.tolist()) == ("mm", [0, 1, 3, 4], [0, 3, 5, 0])
    assert (p.resource_ids, p.renewable.tolist(), p.capacity.tolist()) == (("R1", "N1"), [True, False], [2, 9])
    assert level(p, time_limit=9, generations=1, solver=False).makespan == 3


def test_lags_of_both_signs():
    p = read_case(LAGS, "a.sch").problem
    assert p.ids == ("0", "1", "2", "3")
    assert relations(p) == [(0, 1, 1, 0), (1, 2, 1, 4), (2, 1, 1, -6), (2, 3, 1, 2)]
    result = level(p, time_limit=20)
    assert (result.status, result.makespan) == (Status.OPTIMAL, 6)


def test_several_projects_share_resources():
    p = read_case(MULTI, "a.txt").problem
    assert (p.ids, p.project.tolist(), p.release.tolist()) == (("1:1", "1:2", "2:1"), [0, 0, 1], [0, 0, 5])
    assert relations(p) == [(0, 1, 0, 0), (1, 2, 0, 0)]


def test_rows_leave_summaries_out_and_divide_days_as_needed():
    case = read_case(ROWS, "a.txt")
    p = case.problem
    assert (case.unit, case.names, p.ids) == ("1/2 day", ("dig", "pour"), ("1", "2"))
    assert (p.duration.tolist(), relations(p), p.demand_amount.tolist()) == ([5, 2], [(0, 1, 0, 1)], [100, 50])


def test_a_benchmark_is_also_a_plan():
    document = read_bytes(LONG, "a.mm")
    assert (document.format, [a.duration for a in document.activities]) == ("psplib", [0.0, 3.0, 0.0])
    assert [(r.predecessor_id, r.successor_id, r.kind.value) for r in document.relations] == [
        ("1", "2", "FS"),
        ("2", "3", "FS"),
    ]
    assert [(a.activity_id, a.resource_id, a.units) for a in document.assignments] == [
        ("2", "R1", 1.0),
        ("2", "N1", 4.0),
    ]
    assert [d.code for d in document.diagnostics] == ["psplib-first-mode"]


def test_all_wrong_successors_are_named_at_once():
    with pytest.raises(ProblemsFound) as found:
        read_case(b"3 1\n2\n0 0 2 2 9\n3 1 1 8\n0 0 0\n", "a.rcp")
    assert [(d.code, d.subject, d.params["value"]) for d in found.value.diagnostics] == [
        ("psplib-unknown-activity", "line 3", 9),
        ("psplib-unknown-activity", "line 4", 8),
    ]


@pytest.mark.parametrize("text", [RCP, LONG, LAGS, MULTI, ROWS], ids=["rcp", "long", "lags", "multi", "rows"])
def test_a_text_cut_anywhere_is_read_or_refused(text):
    for end in range(len(text)):
        for ending in (".rcp", ".mm", ".sch", ".txt"):
            try:
                read_case(text[:end], "a" + ending)
            except ProblemsFound as problems:
                assert problems.diagnostics


def members(archive, count):
    with tarfile.open(archive) as tar:
        files = sorted((m for m in tar.getmembers() if m.isfile()), key=lambda m: m.name)
        for m in files[:: max(1, len(files) // count)][:count]:
            file = tar.extractfile(m)
            assert isinstance(file, io.BufferedIOBase | io.BufferedReader)
            yield m.name.rsplit("/", 1)[-1], file.read()


@pytest.mark.realdata
@pytest.mark.parametrize(
    ("archive", "format_"),
    [
        ("psplib_first_half.tar.xz", "rcp"),
        ("archives/RG30_Set1.tar.gz", "rcp"),
        ("archives/RG300_odd.tar.xz", "rcp"),
        ("archives/rcpsp_patterson.tar.gz", "rcp"),
        ("archives/rcpspmax_j10.tar.gz", "sch"),
        ("archives/rcpspmax_j20.tar.gz", "sch"),
        ("archives/MMLIB50.tar.gz", "mm"),
        ("archives/MPLIB1_Set3_sample.tar.xz", "mplib"),
        ("archives/mpsplib_txt_third.tar.xz", "rows"),
    ],
)
def test_real_files_are_recognised_and_read(realdata, archive, format_):
    for name, data in members(realdata / "rcpsp" / archive, 6):
        case = read_case(data, name)
        assert (case.format, case.diagnostics) == (format_, [])
        assert case.problem.n > 5
        assert np.isin(case.problem.pred, np.arange(case.problem.n)).all()


@pytest.mark.realdata
def test_pattersons_problems_are_solved_to_their_known_optima(realdata):
    with (realdata / "rcpsp" / "best_known.csv").open() as file:
        known = {row["model"]: int(row["best_ub"]) for row in csv.DictReader(file) if row["proved_optimal"] == "1"}
    for name, data in members(realdata / "rcpsp" / "archives" / "rcpsp_patterson.tar.gz", 8):
        result = level(read_case(data, name).problem, time_limit=30, solver=True, generations=2)
        assert (result.status, result.makespan) == (Status.OPTIMAL, known[f"rcpsp_patterson_{name[:-4]}"])
