"""A file of an import as its preview shows it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from kaname.domains.schedule.actions.importing import targets
from kaname.domains.schedule.actions.importing.intents import Intent, Step
from kaname.domains.schedule.bridge.comparing import Change, Kind, Standing
from kaname.engine.diagnostics import Severity
from kaname.web.imports.conflicts import Conflict, Posted, change_of, conflict_of
from kaname.web.imports.forms import TargetForm
from kaname.web.imports.words import FORMATS, TABLES, Values
from kaname.web.jobs.standing import sentences
from kaname.web.templatetags.marks import ja_date

MOST = 200
"""Changes shown; all are counted."""


@dataclass
class Shown:
    """One file. ``data``: what was posted, to show choices again; ``wrong``: conflicts not decided well."""

    number: int
    intent: Intent
    form: TargetForm
    data: Any = None
    wrong: dict[str, str] = field(default_factory=dict)

    @property
    def reading(self) -> Any:
        """Return what the file holds."""
        return self.intent.reading

    @property
    def step(self) -> str:
        """Return what will happen."""
        return self.intent.step.value

    @property
    def format(self) -> str:
        """Return what the file is, as its makers call it."""
        return str(FORMATS.get(self.reading.format, self.reading.format))

    @property
    def refused(self) -> bool:
        """Whether the file cannot be imported."""
        return self.intent.step is Step.REFUSED

    @cached_property
    def said(self) -> list[tuple[str, str]]:
        """Return the file's diagnostics: severity and sentence, worst first."""
        return sentences(self.reading.diagnostics)

    @property
    def errors(self) -> list[str]:
        """Return why the file is refused."""
        return [text for severity, text in self.said if severity == Severity.ERROR]

    @cached_property
    def remarks(self) -> list[tuple[str, list[str]]]:
        """Return what is worth knowing, warnings first: of each kind the first sentence, and the others."""
        kinds: dict[tuple[str, str], list[dict[str, object]]] = {}
        for severity in (Severity.WARNING, Severity.INFO):
            for d in self.reading.diagnostics:
                if d["severity"] == severity:
                    kinds.setdefault((severity, str(d["code"])), []).append(d)
        told = [[text for _, text in sentences(found)] for found in kinds.values()]
        return [(texts[0], texts[1:]) for texts in told]

    @property
    def warned(self) -> bool:
        """Whether something may have been read otherwise than its writers meant."""
        return any(d["severity"] == Severity.WARNING for d in self.reading.diagnostics)

    @cached_property
    def people(self) -> tuple[list[str], list[str]]:
        """Return the file's people: found in the pool, and new."""
        return targets.pool_split(self.reading.people)

    @property
    def stated(self) -> datetime | None:
        """Return when the plan ends, as the file says."""
        return datetime.fromisoformat(self.reading.stated) if self.reading.stated else None

    @property
    def computed(self) -> datetime | None:
        """Return when the plan ends, computed by its own tool's rules."""
        return datetime.fromisoformat(self.reading.computed) if self.reading.computed else None

    @property
    def agrees(self) -> bool:
        """Whether the two say the same day."""
        return self.stated is None or self.computed is None or self.stated.date() == self.computed.date()

    @property
    def reason(self) -> str:
        """Return where the dates of the file and of the computation part."""
        first = self.reading.first
        if first is None:
            return ""
        name, *days = first
        told, computed = (ja_date(datetime.fromisoformat(day).date()) for day in days)
        values = {"name": name, "file": told, "computed": computed, "count": self.reading.differing}
        return (
            _(
                "%(count)s activities have other dates than the file says. The earliest is “%(name)s”: %(file)s in the "
                "file, %(computed)s computed; the later ones follow from it."
            )
            % values
        )

    @cached_property
    def counts(self) -> list[tuple[str, int, int, int]]:
        """Return rows added, changed and removed by the file, table by table."""
        if self.intent.merge is None:
            return []
        counted = self.intent.merge.counted(Standing.THEIRS, Standing.CONFLICT, Standing.BOTH)
        kinds = (Kind.ADDED, Kind.CHANGED, Kind.REMOVED)
        return [(str(TABLES[t]), *(n[k] for k in kinds)) for t, n in counted.items()]  # type: ignore[misc] # three of them

    @cached_property
    def changes(self) -> list[tuple[str, str, str, list[tuple[str, str, str]]]]:
        """Return what the file changes: table, row, what happened, and its values before and after."""
        return [change_of(c, self.values) for c in self._of(Standing.THEIRS)[:MOST]]

    @property
    def more(self) -> int:
        """Return how many changes are not shown."""
        return max(0, len(self._of(Standing.THEIRS)) - MOST)

    @property
    def kept(self) -> int:
        """Return how many edits made here stay."""
        return len(self._of(Standing.OURS))

    @cached_property
    def lost(self) -> list[tuple[str, str]]:
        """Return our rows that cannot be kept."""
        return [(str(TABLES[x.table]), x.name) for x in (self.intent.merge.lost if self.intent.merge else ())]

    @cached_property
    def values(self) -> Values:
        """Return how this plan's values are written."""
        merge = self.intent.merge
        return Values.of(merge.theirs, merge.document) if merge else Values()

    @cached_property
    def conflicts(self) -> list[Conflict]:
        """Return the values that somebody must decide."""
        found = self.intent.merge.conflicts if self.intent.merge else ()
        posted = Posted(self.number, self.data, self.wrong)
        return [conflict_of(change, value, posted, self.values) for change, value in found]

    def _of(self, standing: Standing) -> list[Change]:
        changes: Iterable[Change] = self.intent.merge.changes if self.intent.merge else ()
        return [c for c in changes if c.standing is standing]
