"""What the reader found worth telling, collected while it works."""

from collections import Counter, defaultdict

from kaname.engine.diagnostics import Diagnostic, error, info, warning

SHOWN = 20
"""A finding that repeats lists at most so many places and says how many there are."""


class Report:
    """Collects single findings, findings gathered over many cells, and counts of what was left out."""

    def __init__(self) -> None:
        self.diagnostics: list[Diagnostic] = []
        self.left_out: Counter[str] = Counter()
        self._gathered: dict[str, list[str]] = defaultdict(list)

    def error(self, code: str, where: str, **params: object) -> None:
        """Add an error at a cell."""
        self.diagnostics.append(error(code, where, **params))

    def warn(self, code: str, where: str, **params: object) -> None:
        """Add a warning at a cell."""
        self.diagnostics.append(warning(code, where, **params))

    def tell(self, code: str, where: str, **params: object) -> None:
        """Add an information."""
        self.diagnostics.append(info(code, where, **params))

    def gather(self, code: str, place: str) -> None:
        """Note one more place of a finding that is told once for all of them."""
        self._gathered[code].append(place)

    def tell_gathered(self, code: str, where: str, *, warn: bool = False, **params: object) -> None:
        """Tell a gathered finding, if there was any, with ``count`` and the first ``places``."""
        places = self._gathered.pop(code, [])
        if places:
            make = warning if warn else info
            self.diagnostics.append(make(code, where, count=len(places), places=places[:SHOWN], **params))
