"""The language that the demo company writes in. Names have their twins in the product; people write in one language.

So each text of the demo stands beside its twin, and the company is built in Japanese or in English: the same people,
days and figures.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.utils import translation

Text = tuple[str, str]
"""A text in Japanese, and the same in English."""
_language: ContextVar[str] = ContextVar("language of the demo", default="ja")


def said(japanese: str, english: str) -> str:
    """Return the one of two twins that is written in the company being built."""
    return english if _language.get() == "en" else japanese


def with_twin(name: str, japanese: str, english: str) -> dict[str, str]:
    """Return a text that has a twin in the product, for both of its fields: what people write, and its English."""
    return {name: said(japanese, english), f"{name}_en": english}


@contextmanager
def writing_in(language: str) -> Iterator[None]:
    """Let everything that is written meanwhile be in a language: "ja" or "en"."""
    kept = _language.set(language)
    try:
        with translation.override(language):
            yield
    finally:
        _language.reset(kept)
