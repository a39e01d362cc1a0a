"""Predecessors as people type them: 3FS+2d;5SS, 3,5, T001、T002, 7SS+2w 1d, FS4 (a successor), 3～5, names."""

import re
import unicodedata
from dataclasses import dataclass

from kaname.exchange.document import LagKind, RelationKind
from kaname.exchange.workbook.quantities import Worth, read_amount

_SPLIT = re.compile(r"[;,、；，\n\r]+|\s*[／]\s*|\s+と\s+|(?<=\S)\s*&\s*(?=\S)")
_KIND = r"(?P<kind>FS|SS|FF|SF|終了[-ー−→]?開始|開始[-ー−→]?開始|終了[-ー−→]?終了|開始[-ー−→]?終了)"
_LAG = r"(?P<lag>[+\-＋−]\s*\d.*)?"
_AFTER = re.compile(rf"(?P<target>.+?)\s*[(\[:]?\s*{_KIND}\s*[)\]]?\s*{_LAG}", re.IGNORECASE)
_BEFORE = re.compile(rf"{_KIND}\s*[:(]?\s*(?P<target>[^()]+?)\s*\)?\s*{_LAG}", re.IGNORECASE)
_INSIDE = re.compile(rf"(?P<target>.+?)\s*[(\[]\s*{_KIND}?\s*{_LAG}\s*[)\]]", re.IGNORECASE)
"""設計(SS+1日), 設計(+2d): kind and lag in brackets behind a name."""
_LAGGED = re.compile(r"(?P<target>.+?)\s*(?P<lag>[+＋]\s*\d+(?:\.\d+)?\s*\S*)")
_RANGE = re.compile(r"(\D*)(\d+)\s*[~〜～]\s*(\D*)(\d+)")
_NUMBERS = re.compile(r"(?:no\.?\s*|#)?\d+(?:(?:\s+|\s*・\s*)(?:no\.?\s*|#)?\d+)+", re.IGNORECASE)
_NOTHING = {"-", "ー", "—", "―", "‐", "なし", "無し", "無", "none", "n/a", "na", "特になし", "−", "–"}
_JAPANESE = {"終了開始": "FS", "開始開始": "SS", "終了終了": "FF", "開始終了": "SF"}


@dataclass(frozen=True, slots=True)
class Link:
    """One predecessor named in a cell: the words that name it, the kind, the lag in minutes (or percent)."""

    target: str
    kind: RelationKind = RelationKind.FS
    lag: float = 0.0
    lag_kind: LagKind = LagKind.WORKING


def read_links(text: str, worth: Worth) -> tuple[list[Link], list[str]]:
    """Return the links of a cell, and the parts whose lag cannot be read."""
    links, refused = [], []
    for part in _parts(unicodedata.normalize("NFKC", text).strip()):
        link = _link(part, worth)
        if link is None:
            refused.append(part)
        else:
            links.append(link)
    return links, refused


def _parts(text: str) -> list[str]:
    parts: list[str] = []
    for part in _SPLIT.split(text):
        part = part.strip().strip("()「」[] ") if not re.search(r"[(\[][\w+\-]", part) else part.strip()
        if part and part.lower() not in _NOTHING:
            parts.extend(one for each in _apart(part) for one in _expanded(each))
    return parts


def _apart(part: str) -> list[str]:
    """Part numbers that only a space or a dot stands between: 1 2, 3・5."""
    return re.split(r"[\s・]+", part) if _NUMBERS.fullmatch(part) else [part]


def _expanded(part: str) -> list[str]:
    """Expand a range of numbers: 3～5, T003～T005."""
    match = _RANGE.fullmatch(part)
    if not match or match[3] not in ("", match[1]) or not int(match[2]) <= int(match[4]) <= int(match[2]) + 200:
        return [part]
    width = len(match[2]) if match[2].startswith("0") else 0
    return [f"{match[1]}{n:0{width}d}" for n in range(int(match[2]), int(match[4]) + 1)]


def _link(part: str, worth: Worth) -> Link | None:
    inside = _INSIDE.fullmatch(part)
    if inside and (inside["kind"] or inside["lag"]):
        return _with_lag(inside["target"], _kind(inside["kind"] or "FS"), inside["lag"], worth)
    match = _AFTER.fullmatch(part) or _BEFORE.fullmatch(part)
    if match and not _swallows_word(match):
        return _with_lag(match["target"], _kind(match["kind"]), match["lag"], worth)
    lagged = _LAGGED.fullmatch(part)
    if lagged:
        return _with_lag(lagged["target"], RelationKind.FS, lagged["lag"], worth) or Link(part)
    return Link(part)


def _swallows_word(match: re.Match[str]) -> bool:
    """Say whether the kind is really the middle of a name (Staff office)."""
    end, start = match.end("kind"), match.start("kind")
    text = match.string
    letter_before = start > 0 and text[start - 1].isascii() and text[start - 1].isalpha()
    letter_after = end < len(text) and text[end].isascii() and text[end].isalpha() and not match["target"][0].isdigit()
    return letter_before or letter_after


def _kind(text: str) -> RelationKind:
    word = re.sub(r"[-ー−→]", "", text)
    return RelationKind(_JAPANESE.get(word, word.upper()))


def _with_lag(target: str, kind: RelationKind, lag: str | None, worth: Worth) -> Link | None:
    target = target.strip().rstrip(":").strip()
    if not lag:
        return Link(target, kind)
    sign = -1.0 if lag.strip()[0] in "-−" else 1.0
    body = lag.strip()[1:].strip()
    percent = re.fullmatch(r"(\d+(?:\.\d+)?)\s*(e|経過)?%", body)
    if percent:
        return Link(target, kind, sign * float(percent[1]), LagKind.ELAPSED_PERCENT if percent[2] else LagKind.PERCENT)
    amount = read_amount(body, "day", worth)
    if amount is None:
        return None
    return Link(target, kind, sign * amount.minutes, LagKind.ELAPSED if amount.elapsed else LagKind.WORKING)
