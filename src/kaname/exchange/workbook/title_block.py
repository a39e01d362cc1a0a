"""What stands above the table: the project's name, its manager, the status date."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from kaname.exchange.workbook.dates import read_date
from kaname.exchange.workbook.grid import Grid, Value, text_of

_NAME = re.compile(r"(プロジェクト|案件|工事|件|業務)(名|名称)|project(name|title)?|プロジェクト|案件", re.IGNORECASE)
_MANAGER = re.compile(
    r"(プロジェクトマネ(ー)?ジャ(ー)?|pm|責任者|projectmanager|manager|projectlead)(名)?", re.IGNORECASE
)
_STATUS = re.compile(
    r"(基準日|報告日|現在日|現在日付|進捗基準日|データ日付|集計日|更新日|本日|今日|statusdate|tpstatusdate|datadate|asof|today|reportdate)",
    re.IGNORECASE,
)
_COMPANY = re.compile(r"(会社|会社名|company|customer|顧客名?|お客様名?)", re.IGNORECASE)
_YEAR = re.compile(r"(20\d\d)\s*年度|(20\d\d)\s*年|(令和|R)\s*(\d{1,2})\s*年", re.IGNORECASE)
_TITLE = re.compile(
    r"^(wbs|スケジュール(表)?|工程表|作業計画(書)?|マスタースケジュール|プロジェクト計画|進捗管理表|ガントチャート|線表)$",
    re.IGNORECASE,
)
_REACH = 6  # cells to the right in which a label's value stands


@dataclass(slots=True)
class TitleBlock:
    """What the lines above the table say."""

    name: str = ""
    manager: str = ""
    company: str = ""
    status: datetime | None = None
    near: datetime | None = None  # a date near the plan, for dates without a year


def read_title_block(grid: Grid, top: int, bottom: int) -> TitleBlock:
    """Read the rows above a header (and the header's own rows, for the months of a painted chart)."""
    block = TitleBlock()
    for row in range(min(top, 60)):
        for column, value in grid.filled(row):
            if isinstance(value, str):
                _label(block, value, _right_of(grid, row, column))
    block.name = block.name or _first_title(grid, top)
    block.near = _near(grid, bottom) or block.status
    return block


def _right_of(grid: Grid, row: int, column: int) -> Value:
    return next((v for c, v in grid.filled(row) if column < c <= column + _REACH), "")


def _label(block: TitleBlock, text: str, right: Value) -> None:
    label, _, inside = unicodedata.normalize("NFKC", text).partition(":")
    label = re.sub(r"[\s()*・]", "", label)
    value: Value = inside.strip() or right
    if not block.name and _NAME.fullmatch(label) and isinstance(value, str):
        block.name = value.strip()
    elif not block.manager and _MANAGER.fullmatch(label) and isinstance(value, str):
        block.manager = value.strip()
    elif not block.company and _COMPANY.fullmatch(label) and isinstance(value, str):
        block.company = value.strip()
    elif block.status is None and _STATUS.fullmatch(label):
        read = read_date(value)
        block.status = read.when if read and not read.yearless and not read.rough else None


def _first_title(grid: Grid, top: int) -> str:
    """Return the first text above the table that is more than the word WBS."""
    for row in range(min(top, 10)):
        cells = list(grid.filled(row))
        for _, value in cells if len(cells) < 4 else ():
            text = text_of(value) if isinstance(value, str) else ""
            if len(text) > 2 and not _TITLE.match(text) and ":" not in text and "：" not in text:
                return " ".join(text.split())
    return ""


def _near(grid: Grid, bottom: int) -> datetime | None:
    """Return a date near the plan: a complete one in or above the header, else the middle of a year that is named."""
    for row in range(bottom, -1, -1):
        for _, value in grid.filled(row):
            read = read_date(value) if not isinstance(value, float) or value > 30_000 else None
            if read is not None and not read.yearless:
                return read.when
    for row in range(bottom + 1):
        for _, value in grid.filled(row):
            match = _YEAR.search(value) if isinstance(value, str) else None
            if match:
                fiscal = match[1] is not None
                year = int(match[1] or match[2] or 0) or 2018 + int(match[4])
                return datetime(year, 10, 1) if fiscal else datetime(year, 7, 1)
    return None


def is_japanese(grids: Sequence[Grid]) -> bool:
    """Say whether any of the texts is written with kana or kanji."""
    pattern = re.compile(r"[぀-ヿ一-鿿]")
    return any(
        isinstance(value, str) and pattern.search(value) for grid in grids for row in grid.rows[:40] for value in row
    )
