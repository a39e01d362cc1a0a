"""Problems of a file, alike ones together: the first as a sentence, the rest behind it."""

from dataclasses import dataclass, field

from kaname.cli.page.text import NOTHING, Text, both
from kaname.engine.diagnostics import Diagnostic
from kaname.words import LANGUAGES, N_, sentence

_LISTED = 60
_ORDER = ("error", "warning", "info")
_SIGNS = {"error": "●", "warning": "▲", "info": "○"}
_LABELS = {"error": N_("error"), "warning": N_("warning"), "info": N_("note")}


@dataclass(slots=True)
class Group:
    """All findings of one code in one file."""

    code: str
    severity: str
    label: Text
    first: Text
    rest: list[Text] = field(default_factory=list)
    count: int = 1
    unlisted: Text = NOTHING

    @property
    def sign(self) -> str:
        """The severity's shape."""
        return _SIGNS[self.severity]

    @property
    def more(self) -> Text:
        """The summary of the rest."""
        return both(N_("{count} more of this kind"), count=self.count - 1)


def in_words(d: Diagnostic) -> Text:
    """Return a diagnostic's sentence in both languages."""
    return Text(*(sentence(d, language) for language in LANGUAGES))


def grouped(problems: list[Diagnostic]) -> list[Group]:
    """Return problems by code: errors, warnings, then notes, each in the order found."""
    kinds: dict[tuple[str, str], list[Diagnostic]] = {}
    for d in problems:
        kinds.setdefault((str(d.severity), d.code), []).append(d)
    groups = []
    for (severity, code), found in sorted(kinds.items(), key=lambda item: _ORDER.index(item[0][0])):
        group = Group(code, severity, both(_LABELS[severity]), in_words(found[0]), count=len(found))
        group.rest = [in_words(d) for d in found[1 : _LISTED + 1]]
        if len(found) > _LISTED + 1:
            group.unlisted = both(N_("and {count} more"), count=len(found) - _LISTED - 1)
        groups.append(group)
    return groups
