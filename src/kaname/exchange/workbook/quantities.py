"""Amounts of time as people type them: 5d, 3日, 2週間, 1.5人月, 16h, 1d 4h, 0:30; and what a unit is worth."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import time, timedelta

from kaname.exchange.workbook.grid import Value


@dataclass(frozen=True, slots=True)
class Worth:
    """Working minutes in a day, a week and a month."""

    day: float = 480.0
    week: float = 2400.0
    month: float = 9600.0

    def of(self, unit: str) -> float:
        """Return the minutes of a unit name (``person-day``, ``hour``...)."""
        plain = unit.removeprefix("person-").removeprefix("elapsed-").removeprefix("calendar-")
        return {"minute": 1.0, "hour": 60.0, "day": self.day, "week": self.week, "month": self.month}[plain]


@dataclass(frozen=True, slots=True)
class Amount:
    """Minutes, and how they were written: in words of elapsed time, estimated, with a unit of its own or not."""

    minutes: float
    unit: str = ""
    elapsed: bool = False
    estimated: bool = False


_WORDS = {
    "minute": "m min mins minute minutes 分 分間",
    "hour": "h hr hrs hour hours 時間 人時 人時間 mh 人h ph",
    "day": "d dy day days 日 日間 人日 営業日 md 稼働日 人・日 pd 日分 mandays manday 人d",
    "week": "w wk wks week weeks 週 週間 人週",
    "month": "mo mon mons month months 月 ヶ月 か月 ケ月 カ月 ヵ月 箇月 人月 mm 人・月 ヶ月間 か月間",
}
_UNIT = {word: unit for unit, words in _WORDS.items() for word in words.split()}
_PIECE = re.compile(r"(-?\d[\d,]*(?:\.\d+)?|-?\.\d+)\s*(e|経過)?\s*([^\d\s.,+\-?~]*)")
_KANJI = re.compile(
    r"[一二三四五六七八九]?十[一二三四五六七八九]?(?=[日週時か箇ヶカ人])|[一二三四五六七八九](?=[日週時か箇ヶカ人])"
)
_HALF = re.compile(r"^半(日|月|時間|人日|人月)(?:間|分)?$")
_AND_A_HALF = re.compile(r"^(\d+)(日|週間?|時間|[ヶかケカヵ箇]月|人日|人月)(?:間)?半$")
_ABOUT = re.compile(r"^(約|およそ|~)|(程度|くらい|ぐらい|以内|弱|強)$|\?")


def read_amount(value: Value, unit: str, worth: Worth) -> Amount | None:
    """Return the minutes a cell says, a bare number counted in ``unit``; None where it is not an amount."""
    if isinstance(value, bool):
        return None
    if isinstance(value, float):
        return Amount(value * worth.of(unit))
    if isinstance(value, timedelta):
        return Amount(value.total_seconds() / 60, "hour")
    if isinstance(value, time):
        return Amount(value.hour * 60.0 + value.minute, "hour")
    return _read_text(value, unit, worth) if isinstance(value, str) else None


def _read_text(text: str, unit: str, worth: Worth) -> Amount | None:
    folded = unicodedata.normalize("NFKC", text).lower().strip()
    exact = _ABOUT.sub("", folded).strip()
    bare = _in_digits(exact)
    clock = re.fullmatch(r"(\d+):(\d\d)(?::\d\d)?", bare)
    if clock:
        return Amount(int(clock[1]) * 60.0 + int(clock[2]), "hour")
    pieces = list(_PIECE.finditer(bare))
    if not pieces or _PIECE.sub("", bare).strip():
        return None
    return _sum(pieces, unit, worth, exact != folded)


def _in_digits(text: str) -> str:
    """Return 半日 as 0.5日, 1日半 as 1.5日, 一週間 as 1週間."""
    counted = _KANJI.sub(lambda m: str(_number_of_kanji(m[0])), text)
    halved = _AND_A_HALF.sub(lambda m: f"{m[1]}.5{m[2]}", counted)
    return _HALF.sub(r"0.5\1", halved)


def _number_of_kanji(text: str) -> int:
    tens, ten, ones = text.rpartition("十")
    digits = "〇一二三四五六七八九"
    return (digits.index(tens or "一") * 10 if ten else 0) + (digits.index(ones) if ones else 0)


def _sum(pieces: list[re.Match[str]], unit: str, worth: Worth, estimated: bool) -> Amount | None:
    minutes, own, elapsed = 0.0, "", False
    for piece in pieces:
        number, mark, word = number_of(piece[1]), piece[2], piece[3]
        if word and word not in _UNIT:
            return None
        name = _UNIT.get(word, "") or unit
        own = own or _UNIT.get(word, "")
        elapsed = elapsed or bool(mark)
        minutes += number * (_ELAPSED[name.removeprefix("person-")] if mark else worth.of(name))
    return Amount(minutes, own, elapsed, estimated)


_ELAPSED = {"minute": 1.0, "hour": 60.0, "day": 1440.0, "week": 10_080.0, "month": 43_200.0, "calendar-day": 1440.0}


def number_of(text: str) -> float:
    """Return the number of digits with commas: 1,200 and 1,200.5 hold thousands, 1,5 and 12,25 are decimals."""
    if re.fullmatch(r"-?\d+,(\d{1,2}|\d{4,})", text):
        return float(text.replace(",", "."))
    return float(text.replace(",", ""))


def read_number(value: Value) -> float | None:
    """Return a plain number: 1,200, ¥1,200, 1200円."""
    if isinstance(value, float) and not isinstance(value, bool):
        return value
    if not isinstance(value, str):
        return None
    folded = unicodedata.normalize("NFKC", value).strip("¥$€円 \\")
    return number_of(folded) if re.fullmatch(r"-?\d[\d,]*(\.\d+)?", folded) else None
