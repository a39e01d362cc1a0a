"""One English sentence for each diagnostic code, with named placeholders; Japanese is in the catalogue.

Each module here holds ``PHRASES``, a mapping from code to sentence for one part of the product.
"""

import pkgutil
from importlib import import_module


def all_phrases() -> dict[str, str]:
    """Return every code with its English sentence; a code that two modules define is a programmer's error."""
    found: dict[str, str] = {}
    for module in pkgutil.iter_modules(__path__):
        phrases: dict[str, str] = import_module(f"{__name__}.{module.name}").PHRASES
        twice = found.keys() & phrases.keys()
        if twice:
            raise ValueError(f"phrases defined twice: {sorted(twice)}")
        found |= phrases
    return found
