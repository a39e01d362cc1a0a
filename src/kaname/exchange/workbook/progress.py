"""Progress and state as people type them: 0.5, 50, 50%, 完了, 未着手, 進行中, ○, ●."""

import re
import unicodedata
from enum import StrEnum

from kaname.exchange.workbook.grid import Value


class State(StrEnum):
    """Where an activity stands."""

    OPEN = "open"
    RUNNING = "running"
    DONE = "done"
    CANCELLED = "cancelled"
    HELD = "held"


_WORDS = {
    State.DONE: (
        "完了 済 済み 完 終了 完了済 完了済み 対応済 対応済み 実施済 実施済み done complete completed "
        "finished closed close 〇 ○ ◯ ● ◎ ✓ ✔ ☑ レ 承認済 クローズ 終 true yes 100"
    ),
    State.RUNNING: (
        "進行中 作業中 着手 着手中 着手済 着手済み 実施中 対応中 仕掛 仕掛中 仕掛り 遅延 遅れ 遅延中 "
        "inprogress started ongoing doing wip running late delayed △ ▲ ◐ レビュー中 review レビュー待ち "
        "active 処理中 途中 確認中 順調 予定通り ontrack"
    ),
    State.OPEN: (
        "未着手 未 未実施 未対応 未開始 予定 notstarted open todo new 未完了 未完 × ☐ □ planned no false "
        "準備中 着手前 計画 pending 待ち 開始前 backlog 予定あり 新規"
    ),
    State.CANCELLED: (
        "中止 取消 取り消し 削除 対象外 キャンセル 廃止 不要 cancelled canceled dropped removed 取止め "
        "取り止め 見送り 除外"
    ),
    State.HELD: ("保留 ペンディング 中断 停止 onhold hold suspended blocked 凍結"),
}
_STATES = {word: state for state, words in _WORDS.items() for word in words.split()}


def read_state(value: Value) -> State | None:
    """Return the state that a cell names, or None."""
    if isinstance(value, bool):
        return State.DONE if value else State.OPEN
    if not isinstance(value, str):
        return None
    folded = unicodedata.normalize("NFKC", value).lower()
    folded = re.sub(r"[\s_\-・.()]", "", folded)
    return _STATES.get(folded) or _STATES.get(re.sub(r"^\d+[:.]?", "", folded))


def read_percent(value: Value, fractions: bool) -> float | None:
    """Return 0..100; bare numbers are fractions of one where ``fractions`` says so. None: not a percentage."""
    if isinstance(value, bool):
        return 100.0 if value else 0.0
    if isinstance(value, float):
        return _bounded(value * 100 if fractions else value)
    if not isinstance(value, str):
        return None
    folded = re.sub(r"(?<=\d),(?=\d)", ".", unicodedata.normalize("NFKC", value).strip())
    match = re.fullmatch(r"約?(\d+(?:\.\d+)?)\s*(%|割|パーセント)?", folded)
    if match:
        number = float(match[1])
        if match[2]:
            return _bounded(number * 10 if match[2] == "割" else number)
        return _bounded(number * 100 if fractions else number)
    beside = re.fullmatch(r"[^\d%]*\((\d+(?:\.\d+)?)%\)|[^\d%]+(\d+(?:\.\d+)?)%", folded)
    if beside:  # 対応中(30%), 進行中 30%
        return _bounded(float(beside[1] or beside[2]))
    state = read_state(value)
    return {State.DONE: 100.0, State.OPEN: 0.0}.get(state) if state else None


def _bounded(percent: float) -> float | None:
    return round(percent, 6) if 0 <= percent <= 100 else None


def _bare(value: Value) -> float | None:
    """Return a number without a sign of percent, typed as a number or (in a text table) as text."""
    if isinstance(value, str):
        return float(value) if re.fullmatch(r"\d{1,3}(\.\d+)?", value.strip()) else None
    return value if isinstance(value, float) else None


def are_fractions(values: list[Value], percent_format: bool, unit: str) -> bool:
    """Say whether the bare numbers of a progress column are fractions of one.

    They are when the cells show a percent sign, or when none is above one and one lies between 0 and 1;
    only noughts and ones: fractions too (1 % as the whole of a column does not happen).
    """
    numbers = [number for v in values if (number := _bare(v)) is not None]
    if not numbers:
        return False
    if max(numbers) > 1.0:
        return False
    return percent_format or unit != "percent" or any(0 < n < 1 for n in numbers)
