"""Tables of actual cost as accounting systems and offices write them."""

from datetime import date

import pytest

from kaname.exchange.ledger import Entry, read


def entries(text: str, encoding: str = "cp932") -> list[Entry]:
    found = read(text.encode(encoding), "actuals.csv")
    assert found.missing == []
    return found.entries


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("2026/4/30", date(2026, 4, 30)),
        ("R8.4.30", date(2026, 4, 30)),
        ("令和8年4月30日", date(2026, 4, 30)),
        ("2026年4月30日(木)", date(2026, 4, 30)),
        ("20260430", date(2026, 4, 30)),
        ("46142", date(2026, 4, 30)),
        ("30-Apr-2026", date(2026, 4, 30)),
        ("4/30", None),
        ("2026/4", None),
        ("4/5/2026", None),
        ("26/4/5", None),
        ("来月", None),
    ],
)
def test_a_day_is_said_whole_or_refused(typed, expected):
    [entry] = entries(f"勘定,計上日,伝票番号,金額\nCA-01,{typed},V-1,1000\n")
    assert (entry.day, entry.wrong) == (expected, {} if expected else {"day": ("no-date", typed)})


@pytest.mark.parametrize(
    "heading", ["管理アカウント,計上年月日,伝票No.,金額（税抜）", "Account,Posting Date,Invoice No,Net Amount"]
)
@pytest.mark.parametrize(
    ("encoding", "delimiter"), [("cp932", ","), ("utf-8-sig", ";"), ("utf-16", "\t"), ("euc_jp", ",")]
)
def test_headings_encodings_and_delimiters(heading, encoding, delimiter):
    rows = [heading, "CA-01,2026/4/30,V-1,1200000", "CA-02,2026/4/30,V-2,▲5000"]
    found = read("\n".join(rows).replace(",", delimiter).encode(encoding), "actuals.csv")
    assert found.missing == []
    assert [(e.account, e.document, e.yen) for e in found.entries] == [("CA-01", "V-1", 1_200_000), ("CA-02", "V-2", 0)]
    assert found.entries[1].wrong == {"amount": ("negative", "▲5000")}


def test_amounts_with_tax_and_in_thousands():
    [entry] = entries("勘定,計上日,伝票番号,金額（税抜・千円）\nCA-01,2026/4/30,V-1,1200\n")
    assert entry.yen == 1_200_000
    [entry] = entries("勘定,計上日,伝票番号,金額（税込）\nCA-01,2026/4/30,V-1,1200\n")
    assert entry.wrong == {"amount": ("other-unit", "税込")}


def test_totals_are_no_bookings_and_rows_that_lack_something_are():
    rows = "CA-01,2026/4/30,V-1,1000\n小計,,,1000\nCA-02,,V-2,合計\n,,合計,1000\n"
    found = entries(f"勘定,計上日,伝票番号,金額\n{rows}")
    assert [(e.account, e.row) for e in found] == [("CA-01", 2), ("CA-02", 4)]
