"""What one header text says: by the word table, or by taking it apart into which amount, what quantity, which unit."""

import re
import unicodedata
from functools import cache

from kaname.exchange.workbook import vocabulary
from kaname.exchange.workbook.roles import Aspect, Heading, Role

_UNIT_WORDS = {
    "person-month": "人月 mm 人・月 人/月",
    "person-day": "人日 md 人d mandays manday pd persondays 人・日 人/日 m/d",
    "person-hour": "人時 人時間 人h mh manhours ph",
    "hour": "時間 h hr hrs hour hours",
    "minute": "分 min mins minutes",
    "day": "日 日間 d day days 営業日 稼働日",
    "week": "週 週間 w week weeks",
    "month": "月 ヶ月 か月 month months",
    "percent": "%",
    "calendar-day": "暦日 カレンダー日",
    "yen": "円",
    "thousand-yen": "千円",
    "ten-thousand-yen": "万円",
}
_UNITS = {word: unit for unit, text in _UNIT_WORDS.items() for word in text.split()}
_BRACKETS = re.compile(r"[(\[【〔「<《]([^()\[\]【】〔〕「」<>《》]*)[)\]】〕」>》]")
_NOISE = re.compile(r"[\s_:：・／/.,、。*＊※\-‐–—―~〜'\"!?|↓▼▽△▲●○■□◆◇]+")


def plain(text: str) -> str:
    """Return a header for comparison: full width folded, lower case, without spaces, marks and brackets."""
    folded = unicodedata.normalize("NFKC", text).lower()
    return _NOISE.sub("", _BRACKETS.sub("", folded)) or _NOISE.sub(
        "", re.sub(r"[()\[\]【】〔〕「」<>《》]", "", folded)
    )


def unit_in(text: str) -> str:
    """Return the unit that a header names in brackets or at its end, or nothing."""
    folded = unicodedata.normalize("NFKC", text).lower()
    for inside in [*_BRACKETS.findall(folded), folded.split("/")[-1] if "/" in folded else ""]:
        found = _UNITS.get(re.sub(r"[\s単位:]", "", inside))
        if found:
            return found
    tail = plain(text)
    for word in ("人日", "人月", "人時", "mandays", "manhours", "persondays", "manday", "hours", "days", "hrs"):
        if tail.endswith(word):
            return _UNITS[word]
    return ""


@cache
def heading_of(text: str) -> Heading | None:
    """Return what a header says, or None where it says nothing a plan needs."""
    word = plain(text)
    if not word:
        return None
    found = _listed(word) or _group(word) or _composed(word, _bracketed(text)) or _bare_unit(text)
    if found is None:
        return None
    return Heading(found.role, found.aspect, unit_in(text), found.rank, found.weak)


@cache
def _table() -> dict[str, Role]:
    table: dict[str, Role] = {}
    for role, words in vocabulary.WORDS.items():
        for word in words.split():
            table.setdefault(word, role)
    return table


def _listed(word: str) -> Heading | None:
    role = _table().get(word)
    if role is None:
        return None
    weak = role == Role.NAME and word in vocabulary.WEAK_NAMES
    return Heading(role, weak=weak, rank=vocabulary.NAME_RANK if role == Role.NAME else 0)


def _group(word: str) -> Heading | None:
    if word in vocabulary.GROUPS:
        rank = vocabulary.GROUPS[word]
        return Heading(Role.GROUP, rank=rank, weak=rank < 10)
    level = re.fullmatch(
        r"(?:wbs)?(?:第|レベル|level|lv|l|階層|wbs|タスク|task|分類|項目)(\d)(?:階層|レベル|層)?", word
    )
    level = level or re.fullmatch(r"(\d)(?:階層|レベル|次|層目?)", word)
    return Heading(Role.GROUP, rank=int(level[1]) * 10 - 5) if level else None


def _bracketed(text: str) -> str:
    return "".join(_BRACKETS.findall(unicodedata.normalize("NFKC", text).lower()))


def _bare_unit(text: str) -> Heading | None:
    unit = _UNITS.get(plain(text), "")
    return Heading(Role.WORK) if unit.startswith("person-") else None


@cache
def _pieces() -> list[tuple[str, Aspect | Role | None]]:
    """Return every piece of a composed header, the longest first."""
    pieces: dict[str, Aspect | Role | None] = dict.fromkeys(vocabulary.FILLERS.split())
    for table in (vocabulary.QUANTITIES, vocabulary.ASPECTS):
        for meaning, words in table.items():
            pieces |= dict.fromkeys(words.split(), meaning)
    return sorted(pieces.items(), key=lambda item: -len(item[0]))


def _composed(word: str, bracketed: str) -> Heading | None:
    """Take 予定開始日, 実績工数, Baseline Finish apart; every letter must be used."""
    quantity, aspect, used = None, Aspect.NONE, set()
    while word:
        piece, meaning = next((item for item in _pieces() if word.startswith(item[0])), ("", None))
        if not piece:
            return None
        word = word.removeprefix(piece)
        if isinstance(meaning, Role):
            if quantity not in (None, meaning):
                return None
            quantity = meaning
            used.add(piece)
        elif isinstance(meaning, Aspect) and aspect == Aspect.NONE:
            aspect = meaning
    if quantity is None:
        quantity = _of_unit(_UNITS.get(re.sub(r"[\s単位:]", "", bracketed), "")) if aspect != Aspect.NONE else None
    if quantity is None:
        return None
    aspect = aspect if aspect != Aspect.NONE else aspect_in(bracketed)
    return Heading(quantity, aspect, weak=bool(used & vocabulary.WEAK_DATES))


def _of_unit(unit: str) -> Role | None:
    """Return what 見積(人日), 予定(h) and 計画(日) mean: the unit alone says what is counted."""
    if unit.startswith("person-") or unit == "hour":
        return Role.WORK
    return Role.DURATION if unit in ("day", "week", "month") else None


def aspect_in(text: str) -> Aspect:
    """Return which of the amounts a label such as 予定 or 実績 (above several columns) speaks of."""
    word = plain(text)
    for aspect, words in vocabulary.ASPECTS.items():
        if any(piece in word for piece in words.split() if len(piece) > 2 or not piece.isascii()):
            return aspect
    return Aspect.NONE


def is_negative(text: str) -> bool:
    """Say whether the header belongs to a list of issues, tests or the like."""
    word = plain(text)
    return any(part in word for part in vocabulary.NEGATIVE.split())
