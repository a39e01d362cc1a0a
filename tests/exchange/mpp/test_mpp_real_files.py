"""Real .mpp files: what the document holds equals the values stored inside them."""

import json
from datetime import datetime
from pathlib import Path

import pytest

from kaname.engine.diagnostics import ProblemsFound
from kaname.exchange.document import PlanDocument, RelationKind
from kaname.exchange.formats import read_plan

pytestmark = [pytest.mark.java, pytest.mark.realdata, pytest.mark.thorough]
FEW = ("OzBuild 16 Orig.mpp", "mpp14relations.mpp", "task-durations-project2003-mpp9.mpp")
CONSTRAINTS = {
    "AS_SOON_AS_POSSIBLE": "ASAP",
    "AS_LATE_AS_POSSIBLE": "ALAP",
    "MUST_START_ON": "MSO",
    "MUST_FINISH_ON": "MFO",
    "START_NO_EARLIER_THAN": "SNET",
    "START_NO_LATER_THAN": "SNLT",
    "FINISH_NO_EARLIER_THAN": "FNET",
    "FINISH_NO_LATER_THAN": "FNLT",
}
MINUTES = {"m": 1, "h": 60, "d": 480, "w": 2400, "mo": 9600}


def minutes(value: list | None, per_day: float) -> float | None:
    """A duration as [amount, unit] in minutes; elapsed units by the clock."""
    if value is None:
        return None
    amount, unit = value
    clock = {"em": 1, "eh": 60, "ed": 1440, "ew": 10080, "emo": 43200}
    return round(amount * clock.get(unit, MINUTES.get(unit, 0) * (per_day / 480 if unit in ("d", "w", "mo") else 1)), 1)


def instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text).replace(second=0) if text else None


def wanted(expected: dict) -> dict[int, tuple]:
    per_day = float(expected["minutesPerDay"])
    return {
        task["uid"]: (
            task["name"] or "",
            instant(task["start"]),
            instant(task["finish"]),
            minutes(task["dur"], per_day),
            float(task["pct"] or 0),
            CONSTRAINTS.get(task["ctype"] or "AS_SOON_AS_POSSIBLE"),
            sorted((str(p[0]), p[1]) for p in task["preds"]),
        )
        for task in expected["tasks"]
        if task["dur"] is not None
    }


def found(document: PlanDocument, uids: set[int]) -> dict[int, tuple]:
    links: dict[str, list[tuple[str, RelationKind]]] = {}
    for relation in document.relations:
        links.setdefault(relation.successor_id, []).append((relation.predecessor_id, relation.kind.value))
    return {
        int(a.id): (
            a.name,
            a.stored.start.replace(second=0) if a.stored.start else None,
            a.stored.finish.replace(second=0) if a.stored.finish else None,
            round(a.duration, 1) if a.duration is not None else None,
            a.percent_complete,
            a.constraint.value,
            sorted(links.get(a.id, [])),
        )
        for a in document.activities
        if int(a.id) in uids
    }


def compare(realdata: Path, name: str) -> None:
    expected = json.loads(next(realdata.glob(f"msproject*/expected/{name}.json")).read_text("utf-8"))
    document = read_plan(next(realdata.glob(f"msproject*/mpp/**/{name}")))
    want = wanted(expected)
    assert document.format == "mpp"
    assert found(document, set(want)) == want


@pytest.mark.parametrize("name", FEW)
def test_stored_values(realdata, name):
    compare(realdata, name)


@pytest.mark.slow
def test_stored_values_of_every_file(realdata):
    differing = {}
    for path in sorted(realdata.glob("msproject*/expected/*.json")):
        try:
            compare(realdata, path.name.removesuffix(".json"))
        except AssertionError as wrong:
            differing[path.name] = str(wrong)[:300]
    assert differing == {}


def test_a_password_is_refused(realdata):
    with pytest.raises(ProblemsFound) as raised:
        read_plan(realdata / "msproject-templates" / "mpp" / "PasswordProtected.mpp")
    assert [d.code for d in raised.value.diagnostics] == ["mpp-password-protected"]


@pytest.mark.parametrize(
    ("name", "format_name", "count"),
    [
        ("msproject-templates/p6/MultiprojectWithExternal.xml", "pmxml", 2),
        ("msproject/other_formats/sample.de.mpx", "mpx", 19),
        ("msproject/other_formats/planner-sample.planner", "planner", 2),
    ],
)
def test_other_formats(realdata, name, format_name, count):
    document = read_plan(realdata / name)
    assert (document.format, sum(a.duration is not None and a.id != "0" for a in document.activities)) == (
        format_name,
        count,
    )
