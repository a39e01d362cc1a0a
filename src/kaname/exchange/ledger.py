"""Tables of actual cost as accounting systems write them: .csv (UTF-8, CP932), .xlsx, .ods; columns by headings.

Nothing is judged here but what a cell says: what it means in a project is decided by whoever knows the project.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from kaname.exchange.workbook.dates import read_date
from kaname.exchange.workbook.grid import Grid, Value
from kaname.exchange.workbook.opening import open_grids

HEADINGS: dict[str, tuple[str, ...]] = {
    "account": (
        "コントロールアカウント", "コントロールアカウントコード", "管理アカウント", "管理勘定", "勘定コード", "勘定",
        "controlaccount", "account", "accountcode",
    ),
    "day": (
        "計上日", "計上年月日", "発生日", "日付", "伝票日付", "伝票日", "転記日", "転記日付",
        "incurredon", "date", "day", "postingdate",
    ),
    "amount": ("金額", "税抜金額", "実績金額", "実績額", "計上金額", "amount", "netamount", "cost", "yen"),
    "effort": ("工数", "実績工数", "作業時間", "実績時間", "稼働時間", "effort", "work", "hours"),
    "category": ("費目", "費目名", "勘定科目", "区分", "原価区分", "category"),
    "document": (
        "伝票番号", "伝票no", "証憑番号", "証憑no", "請求書番号", "請求番号", "仕訳番号", "文書番号",
        "document", "documentnumber", "documentno", "voucher", "invoice", "invoiceno", "invoicenumber",
    ),
    "description": ("摘要", "内容", "備考", "明細", "件名", "description", "memo", "text"),
    "activity": ("活動", "作業", "作業コード", "タスク", "wbs", "wbs番号", "wbsコード", "activity", "task"),
    "order": ("発注番号", "発注no", "注文番号", "注文no", "order", "ordernumber", "po", "pono", "ponumber"),
}  # fmt: skip
NEEDED = ("account", "day", "document")
MONEY = {"円": 1, "yen": 1, "jpy": 1, "千円": 1000, "百万円": 1_000_000}
EFFORT = {
    "人時": "hours", "時間": "hours", "h": "hours", "hours": "hours", "分": "minutes", "人日": "days", "日": "days",
    "days": "days", "人月": "months", "months": "months",
}  # fmt: skip
_UNIT = re.compile(r"^(.*?)[\s_]*[(\[]([^)\]]*)[)\]]$")
_TAXLESS = re.compile(r"税抜き?|税別|[・,/]")
"""What a heading adds to its unit and the amount is anyway: without tax."""
_TOTAL = re.compile(r"(合計|小計|総計|計|総合計|(grand|sub)?total)[:：]?", re.IGNORECASE)
_SEARCHED = 15


@dataclass(slots=True)
class Entry:
    """One row: ``row`` its number in the file; texts as they stand; ``wrong``: column to code of what is wrong."""

    row: int
    account: str = ""
    day: date | None = None
    yen: int = 0
    effort: float = 0.0
    effort_unit: str = ""
    category: str = ""
    document: str = ""
    description: str = ""
    activity: str = ""
    order: str = ""
    wrong: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Column to (code, what stands there); codes: no-number, other-unit, no-date, negative."""


@dataclass(slots=True)
class Ledger:
    """What a file holds; ``missing``: needed columns that it does not have; ``twice``: columns in two units."""

    entries: list[Entry]
    missing: list[str]
    twice: list[str]


@dataclass(frozen=True, slots=True)
class _Column:
    place: int
    unit: str


def read(data: bytes, name: str) -> Ledger:
    """Return the entries of the first sheet that has the needed columns. Raises ProblemsFound: unreadable."""
    best: Ledger | None = None
    for grid in open_grids(data, name):
        found = _read(grid)
        if not found.missing:
            return found
        if best is None or len(found.missing) < len(best.missing):
            best = found
    return best or Ledger([], list(NEEDED), [])


def _read(grid: Grid) -> Ledger:
    head = max(range(min(len(grid.rows), _SEARCHED)), key=lambda n: len(_columns(grid.rows[n])), default=0)
    columns = _columns(grid.rows[head]) if grid.rows else {}
    missing = [name for name in NEEDED if name not in columns]
    if "amount" not in columns and "effort" not in columns:
        missing.append("amount")
    twice = [name for name, places in columns.items() if len({c.unit for c in places}) > 1]
    first = {name: places[0] for name, places in columns.items()}
    rows = enumerate(grid.rows[head + 1 :], start=head + 2)
    booked = [(n, row) for n, row in rows if any(_text(v) for v in row) and not _is_total(row, first)]
    entries = [] if missing else [_entry(n, row, first) for n, row in booked]
    return Ledger(entries, missing, twice)


def _is_total(row: Sequence[Value], columns: dict[str, _Column]) -> bool:
    """Say whether a row only adds up the rows above: it names itself so, and no day and no document."""
    places = [columns[name].place for name in ("day", "document") if name in columns]
    said = [_plain(_text(value)) for value in row if isinstance(value, str)]
    return any(_TOTAL.fullmatch(text) for text in said) and not any(
        _text(row[n]) and not _TOTAL.fullmatch(_plain(_text(row[n]))) for n in places if n < len(row)
    )


def _columns(row: Sequence[Value]) -> dict[str, list[_Column]]:
    found: dict[str, list[_Column]] = {}
    for place, value in enumerate(row):
        heading = _plain(_text(value))
        split = _UNIT.match(heading)
        stem, unit = (split.group(1), _TAXLESS.sub("", split.group(2))) if split else (heading, "")
        stem = stem.rstrip(".:")
        for name, words in HEADINGS.items():
            if stem in words:
                found.setdefault(name, []).append(_Column(place, unit))
    return found


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).lower()


def _text(value: Value) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _entry(number: int, row: Sequence[Value], columns: dict[str, _Column]) -> Entry:
    def cell(name: str) -> Value:
        column = columns.get(name)
        return row[column.place] if column is not None and column.place < len(row) else ""

    entry = Entry(number)
    for name in ("account", "category", "document", "description", "activity", "order"):
        setattr(entry, name, _text(cell(name)))
    entry.day = _day(cell("day"))
    if entry.day is None:
        entry.wrong["day"] = ("no-date", _text(cell("day")))
    _money(entry, cell("amount"), columns.get("amount"))
    _effort(entry, cell("effort"), columns.get("effort"))
    return entry


def _money(entry: Entry, value: Value, column: _Column | None) -> None:
    if column is None or _text(value) == "":
        return
    unit = column.unit or "円"
    amount, own = _number(value)
    if unit not in MONEY or (own and own != unit):
        entry.wrong["amount"] = ("other-unit", _text(value) if own else column.unit)
    elif amount is None:
        entry.wrong["amount"] = ("no-number", _text(value))
    elif amount < 0:
        entry.wrong["amount"] = ("negative", _text(value))
    elif not float(amount * MONEY[unit]).is_integer():
        entry.wrong["amount"] = ("no-number", _text(value))
    else:
        entry.yen = round(amount * MONEY[unit])


def _effort(entry: Entry, value: Value, column: _Column | None) -> None:
    if column is None or _text(value) == "":
        return
    unit = column.unit or "人時"
    amount, own = _number(value)
    if unit not in EFFORT or (own and EFFORT.get(own) != EFFORT[unit]):
        entry.wrong["effort"] = ("other-unit", _text(value) if own else column.unit)
    elif amount is None:
        entry.wrong["effort"] = ("no-number", _text(value))
    elif amount < 0:
        entry.wrong["effort"] = ("negative", _text(value))
    else:
        entry.effort, entry.effort_unit = amount, EFFORT[unit]


_AMOUNT = re.compile(r"^([-▲△(]?)[¥\\]?([-]?[\d,]+(?:\.\d+)?)\)?(.*)$")


def _number(value: Value) -> tuple[float | None, str]:
    """Return a cell's number and the unit that stands behind it; ▲ and brackets are the accountant's minus."""
    if isinstance(value, bool):
        return None, ""
    if isinstance(value, (int, float)):
        return float(value), ""
    found = _AMOUNT.match(_plain(_text(value)))
    if not found:
        return None, _currency(_text(value))
    number = float(found.group(2).replace(",", ""))
    return (-number if found.group(1) else number), found.group(3).strip()


def _currency(text: str) -> str:
    return "$" if text[:1] in "$€£" else ""


_UNSURE = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d")


def _day(value: Value) -> date | None:
    """Return the day of a cell, in the forms that a WBS may write (2026/4/1, 令和8年4月1日, 1 Apr 2026).

    Nothing is guessed of a booking: year, month and day must be said, and 4/5/2026 could be either day.
    """
    read = None if _UNSURE.match(_plain(_text(value))) else read_date(value)
    return read.when.date() if read is not None and not read.yearless and not read.rough else None
