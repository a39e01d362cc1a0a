"""What a file holds: counted, scheduled, and every problem with it; as JSON, so that a job can keep it."""

from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Any

from kaname.domains.core.actions.jobs import plain
from kaname.domains.schedule.actions.importing import uploads
from kaname.domains.schedule.actions.importing.uploads import Upload
from kaname.domains.schedule.bridge import files
from kaname.engine.diagnostics import Diagnostic, ProblemsFound, Severity
from kaname.exchange.document import PlanDocument

COUNTED = ("activities", "relations", "resources", "assignments", "calendars")


@dataclass(frozen=True, slots=True)
class Reading:
    """A file that was read, or refused: then ``diagnostics`` hold an error. Instants are ISO texts."""

    upload: Upload
    format: str = ""
    title: str = ""
    manager: str = ""
    guid: str = ""
    counts: dict[str, int] = field(default_factory=dict)
    people: list[str] = field(default_factory=list)
    left_out: dict[str, int] = field(default_factory=dict)
    diagnostics: list[dict[str, Any]] = field(default_factory=list)
    start: str | None = None  # a day
    stated: str | None = None
    computed: str | None = None
    differing: int = 0
    first: tuple[str, str, str] | None = None

    @property
    def refused(self) -> bool:
        """Whether the file cannot be imported."""
        return any(d["severity"] == Severity.ERROR for d in self.diagnostics)

    def plain(self) -> dict[str, Any]:
        """Return it as JSON."""
        return asdict(self)


def read(upload: Upload) -> Reading:
    """Read a file that is kept, and keep its plan beside it. Never raises for what is wrong with the file."""
    try:
        document = files.read(uploads.content(upload), upload.name)
        reading = _facts(upload, document)
    except ProblemsFound as found:
        return Reading(upload, diagnostics=[plain(d) for d in found.diagnostics])
    uploads.keep_document(upload, document)
    return reading


def revived(values: dict[str, Any]) -> Reading:
    """Return what :meth:`Reading.plain` gave."""
    return Reading(**{**values, "upload": Upload(**values["upload"])})


def _facts(upload: Upload, document: PlanDocument) -> Reading:
    known = Reading(
        upload,
        document.format,
        document.project.name,
        document.project.manager,
        str(document.project.options.get("guid") or ""),
        {name: len(getattr(document, name)) for name in COUNTED},
        [r.name for r in document.resources if r.kind == "work" and r.name],
        dict(document.left_out),
        start=document.project.start.date().isoformat() if document.project.start else None,
    )
    try:
        ends = files.finishes(document)
    except ProblemsFound as found:
        return replace(known, diagnostics=_plain([*document.diagnostics, *found.diagnostics]))
    return replace(
        known,
        diagnostics=_plain([*document.diagnostics, *ends.diagnostics]),
        stated=_iso(ends.stated),
        computed=_iso(ends.computed),
        differing=ends.differing,
        first=ends.first and (ends.first[0], ends.first[1].isoformat(), ends.first[2].isoformat()),
    )


def _plain(diagnostics: list[Diagnostic]) -> list[dict[str, Any]]:
    return [plain(d) for d in diagnostics]


def _iso(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()
