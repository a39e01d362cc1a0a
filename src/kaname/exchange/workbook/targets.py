"""Which activity the words of a predecessor cell mean: an id, a WBS code, a number, a row of the sheet, a name."""

import re
from collections.abc import Sequence

from kaname.exchange.workbook.entries import Entry
from kaname.exchange.workbook.identity import Codes
from kaname.exchange.workbook.roles import Role
from kaname.exchange.workbook.table import folded


class Targets:
    """Finds entries by what people call them. The kind of word that most cells use is tried first."""

    def __init__(self, entries: Sequence[Entry], codes: Codes) -> None:
        """Index the entries by every kind of word; words that mean several entries are kept apart."""
        self.kinds: dict[str, dict[str, list[Entry]]] = {}
        for role, texts in codes.by_role.items():
            self._index(role.value, zip(texts, entries, strict=True))
        self._index("row", ((str(e.row + 1), e) for e in entries if not e.group))
        self._index("place", ((str(n + 1), e) for n, e in enumerate(e for e in entries if not e.group)))
        self._index("name", ((e.name, e) for e in entries))
        self.order = list(self.kinds)

    def _index(self, kind: str, pairs: object) -> None:
        found: dict[str, list[Entry]] = {}
        for text, entry in pairs:  # type: ignore[attr-defined]  # any iterable of text and entry
            if text:
                found.setdefault(_key(text), []).append(entry)
        self.kinds[kind] = found

    def learn(self, words: Sequence[tuple[str, Entry]], hint: str = "") -> None:
        """Order the kinds by how many of the words each explains; ``hint`` is the predecessor column's title.

        ``words`` come with the entry whose cell holds them: of two kinds that explain equally many, the one that
        names fewer groups and rows their own predecessor is meant (the row of the sheet, or the place in the list).
        """
        keys = [(_key(word), entry) for word, entry in words]
        wanted = [Role.ID.value, Role.NUMBER.value, Role.WBS.value, "row", "place", "name"]
        if "wbs" in hint.lower() or "アウトライン" in hint:
            wanted.insert(0, wanted.pop(2))
        if "行番号" in hint or "row" in hint.lower():
            wanted.insert(0, "row")
        present = [kind for kind in dict.fromkeys(wanted) if kind in self.kinds]
        counts = {kind: sum(len(self.kinds[kind].get(key, ())) == 1 for key, _ in keys) for kind in present}
        odd = {kind: sum(_is_odd(self.kinds[kind].get(key, []), entry) for key, entry in keys) for kind in present}
        self.order = sorted(present, key=lambda kind: (-counts[kind], odd[kind] if kind in _PLACES else 0))

    def find(self, word: str) -> list[Entry]:
        """Return the entries a word means: one, none, or several when it is ambiguous. No.3 and #3 mean 3."""
        found = self._called(_key(word))
        plain = _AROUND.sub(r"\1", folded(word))
        return found or (self._called(_key(plain)) if plain != folded(word) else [])

    def _called(self, key: str) -> list[Entry]:
        several: list[Entry] = []
        for kind in self.order:
            if kind in ("row", "place") and not self._numbers_are_rows(kind):
                continue
            found = self.kinds[kind].get(key, [])
            if len(found) == 1:
                return found
            several = several or found
        return several or self._by_leaf(key)

    def _numbers_are_rows(self, kind: str) -> bool:
        """Row numbers count only where they are what most words are, ids being something else."""
        return self.order[0] == kind

    def _by_leaf(self, key: str) -> list[Entry]:
        """Return the entries whose name without its leading number is the word."""
        return [e for text, found in self.kinds["name"].items() if len(key) > 1 and text.endswith(key) for e in found]


_PLACES = ("row", "place")
_AROUND = re.compile(r"^(?:no\.?|#)?(.+?)(?:の?(?:完了|終了)?後)?$")
"""No. before a number, の完了後 behind a name."""


def _is_odd(found: Sequence[Entry], entry: Entry) -> bool:
    """Say whether a predecessor is nothing that people link to: the row itself, a group."""
    return len(found) == 1 and (found[0] is entry or bool(found[0].children))


def _key(text: str) -> str:
    key = folded(text).rstrip(".")
    return key[:-2] if key.endswith(".0") and key[:-2].isdigit() else key
