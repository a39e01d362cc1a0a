"""Words: sentences for diagnostic codes, and the message catalogues.
A leaf: of Kaname it imports only the plain :mod:`kaname.engine.diagnostics`.

English is the message id. Japanese comes from ``locale/ja/LC_MESSAGES/*.po``, one catalogue a part,
compiled to .mo when the package is built or set up.
"""

import gettext
import os
from functools import cache
from pathlib import Path

from kaname.engine.diagnostics import Diagnostic
from kaname.words.marking import N_
from kaname.words.phrases import all_phrases

__all__ = ["LANGUAGES", "LOCALE", "N_", "catalogue", "default_language", "sentence", "translate"]

LANGUAGES = ("ja", "en")
LOCALE = Path(__file__).parent.parent / "locale"


def default_language() -> str:
    """Return the user's language: KANAME_LANGUAGE, else the locale, else Japanese."""
    for name in ("KANAME_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "").lower()
        if value[:2] in LANGUAGES:
            return value[:2]
    return "ja"


@cache
def catalogue(language: str) -> gettext.NullTranslations:
    """Return the messages of a language, all parts merged; English needs none."""
    merged = gettext.NullTranslations()
    if language == "en":
        return merged
    for path in sorted((LOCALE / language / "LC_MESSAGES").glob("*.mo")):
        with path.open("rb") as file:
            part = gettext.GNUTranslations(file)
        part.add_fallback(merged)
        merged = part
    return merged


def translate(message: str, language: str) -> str:
    """Return the message in a language; the message itself where it has no translation."""
    return catalogue(language).gettext(message)


@cache
def _phrases() -> dict[str, str]:
    return all_phrases()


def sentence(diagnostic: Diagnostic, language: str) -> str:
    """Return the whole sentence of a diagnostic, its values filled in."""
    template = translate(_phrases()[diagnostic.code], language)
    values = {
        name: "、".join(map(str, value))
        if isinstance(value, (list, tuple)) and language == "ja"
        else ", ".join(map(str, value))
        if isinstance(value, (list, tuple))
        else value
        for name, value in diagnostic.params.items()
    }
    return template.format(subject=diagnostic.subject, **values)
