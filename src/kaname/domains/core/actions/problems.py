"""What is wrong with what was given, gathered until everything is known: bad input is answered once, not one by one."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError


class Problems:
    """Sentences by field; those about no field stand under NON_FIELD_ERRORS."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._found: dict[str, list[ValidationError]] = {}

    @property
    def fields(self) -> set[str]:
        """The fields of which something is wrong."""
        return set(self._found)

    def note(self, said: Any, field: str = NON_FIELD_ERRORS) -> None:
        """Note a sentence, or a ValidationError, about a field."""
        self._found.setdefault(field, []).extend(ValidationError(said).error_list)

    @contextmanager
    def gathered(self) -> Iterator[None]:
        """Let a check speak: what it raises is noted, beside the fields that it names, and the next check comes."""
        try:
            yield
        except ValidationError as refused:
            for field, errors in refused.update_error_dict({}).items():
                known = {str(error) for each in self._found.get(field, ()) for error in each.messages}
                fresh = [error for error in errors if not known & set(error.messages)]
                self._found.setdefault(field, []).extend(fresh)

    def refuse(self) -> None:
        """Raise everything that was noted, if anything was."""
        if self._found:
            raise ValidationError(dict(self._found))
