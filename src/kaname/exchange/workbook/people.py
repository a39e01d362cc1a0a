"""Who does it: several people in one cell, with their units in brackets."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_SEPARATORS = re.compile(r"[、,，/／;；\n\r|｜&＆+＋]+|\s+と\s+|\s{2,}")
_UNITS = re.compile(
    r"^(?P<name>.*?)\s*[\[(［（【]\s*(?P<number>\d+(?:\.\d+)?)\s*(?P<mark>%|％|割|人|名)?[^\])］）】]*[\])］）】]$"
)
_NOBODY = {
    "-",
    "－",
    "ー",
    "—",
    "未定",
    "tbd",
    "未割当",
    "n/a",
    "なし",
    "無し",
    "none",
    "unassigned",
    "?",
    "？",
    "‐",
    "―",
    "調整中",
}
_DOT = re.compile(r"[・･]")
_KATAKANA = re.compile(r"[ァ-ヶー]+")


@dataclass(frozen=True, slots=True)
class Share:
    """One person of a cell; units of 1.0 are one person full time."""

    name: str
    units: float = 1.0


def read_people(text: str, known: frozenset[str] = frozenset()) -> list[Share]:
    """Return the people a cell names, in order, each once; nobody for 未定 and the like.

    ``known`` are names listed elsewhere, which may hold separators of their own (Research & Development).
    """
    return list(_people(text, known))


@lru_cache(maxsize=20_000)
def _people(text: str, known: frozenset[str]) -> tuple[Share, ...]:
    found: dict[str, Share] = {}
    rest = []
    for part in re.split(r"[;；\n]+", text) if known else [text]:
        share = _share(part)
        if share and share.name in known:
            found[share.name] = share
        else:
            rest.append(part)
    for part in _SEPARATORS.split(_protected("\n".join(rest))):
        for piece in _dotted(part):
            share = _share(piece.replace("\x00", ","))
            if share:
                found.setdefault(share.name, share)
    return tuple(found.values())


def _protected(text: str) -> str:
    """Keep separators inside brackets from splitting: 技術者[2.00, 3]."""
    return re.sub(r"[\[(（［][^\])）］]*[\])）］]", lambda m: _SEPARATORS.sub("\x00", m[0]), text)


def _dotted(part: str) -> list[str]:
    """Split at a middle dot, unless both sides are katakana: a foreign name."""
    pieces = _DOT.split(part)
    if len(pieces) > 1 and all(_KATAKANA.fullmatch(piece.strip()) for piece in pieces):
        return [part]
    return pieces


def _share(text: str) -> Share | None:
    name = text.strip().strip("　").strip("・")
    match = _UNITS.match(name)
    units = 1.0
    if match and match["name"]:
        name = match["name"].strip()
        number = float(match["number"])
        units = number / {"%": 100.0, "％": 100.0, "割": 10.0}.get(match["mark"] or "", 1.0)
    folded = unicodedata.normalize("NFKC", name).lower()
    if not name or folded in _NOBODY:
        return None
    return Share(name, units)
