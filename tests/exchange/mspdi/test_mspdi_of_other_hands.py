"""Files of MSPDI that other tools write: rows in another order, empty rows without a mark, other spellings of yes."""

from kaname.exchange.document import PlanDocument
from kaname.exchange.formats import read_bytes

HEAD = '<?xml version="1.0" encoding="UTF-8"?><Project xmlns="http://schemas.microsoft.com/project">'
EMPTY = "<Task><UID>9</UID><ID>3</ID><CreateDate>2026-04-01T00:00:00</CreateDate></Task>"


def task(uid: int, number: int | None, name: str, level: int, more: str = "") -> str:
    place = "" if number is None else f"<ID>{number}</ID>"
    return f"<Task><UID>{uid}</UID>{place}<Name>{name}</Name><OutlineLevel>{level}</OutlineLevel>{more}</Task>"


def plan(*tasks: str) -> PlanDocument:
    return read_bytes(f"{HEAD}<Tasks>{''.join(tasks)}</Tasks></Project>".encode(), "plan.xml")


def outline(document: PlanDocument) -> list[tuple[str, str | None]]:
    return [(a.name, a.parent_id) for a in document.activities]


def test_rows_stand_by_their_ids_wherever_the_file_has_them():
    rows = task(3, 3, "作成", 2), task(1, 1, "要件", 1, "<Summary>1</Summary>"), task(2, 2, "調査", 2)
    read = plan(*rows)
    assert outline(read) == [("要件", None), ("調査", "1"), ("作成", "1")]
    assert read.diagnostics == []


def test_without_ids_or_with_repeated_ones_the_order_of_the_file_is_the_plans():
    rows = task(1, None, "要件", 1, "<Summary>true</Summary>"), task(2, None, "調査", 2)
    assert outline(plan(*rows)) == [("要件", None), ("調査", "1")]
    rows = task(5, 2, "要件", 1, "<Summary>1</Summary>"), task(6, 2, "調査", 2), task(7, 1, "作成", 2)
    assert outline(plan(*rows)) == [("要件", None), ("調査", "5"), ("作成", "5")]


def test_an_empty_row_is_no_activity_whether_marked_or_not():
    marked = EMPTY.replace("</ID>", "</ID><IsNull>1</IsNull>")
    rows = task(1, 1, "要件", 1, "<Summary>1</Summary>"), EMPTY, task(2, 4, "調査", 2)
    for empty in (EMPTY, marked):
        read = plan(rows[0], empty, rows[2])
        assert outline(read) == [("要件", None), ("調査", "1")]
        assert read.left_out["Task (blank row)"] == 1


def test_a_row_without_a_name_that_has_a_duration_stays():
    assert outline(plan(task(1, 1, "", 1), "<Task><UID>2</UID><ID>2</ID><Duration>PT8H0M0S</Duration></Task>")) == [
        ("", None),
        ("", None),
    ]
