"""JSON of files: whatever is wrong with the text is told, never raised as it comes."""

import json
from typing import Any

from kaname.engine.diagnostics import ProblemsFound, error


def parsed(text: str, name: str, **hooks: Any) -> Any:
    """Return what a JSON text holds; ``hooks`` as json.loads takes them. Raises ProblemsFound."""
    try:
        return json.loads(text.lstrip("\ufeff"), **hooks)
    except json.JSONDecodeError as broken:
        raise ProblemsFound(
            [error("json-not-valid", name, line=broken.lineno, column=broken.colno, reason=broken.msg)]
        ) from None
    except RecursionError:
        raise ProblemsFound([error("json-too-deep", name)]) from None
    except ValueError as broken:  # a whole number of thousands of digits
        raise ProblemsFound([error("json-not-valid", name, line=0, column=0, reason=str(broken)[:120])]) from None
