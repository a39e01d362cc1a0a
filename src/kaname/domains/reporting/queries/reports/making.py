"""Making a document: its head, its tables; and which links lead where."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kaname.domains.core.names import spoken
from kaname.domains.core.queries import organisation
from kaname.domains.people.enums import Role
from kaname.domains.people.rules import held_on
from kaname.domains.project.models import Project, ProjectMember
from kaname.domains.reporting.enums import ReportKind
from kaname.domains.reporting.queries.reports import cells
from kaname.domains.reporting.queries.reports.standpoint import Standpoint
from kaname.exchange.reports.document import Cell, Column, ReportDocument, Row, Section, Table

type Sentences = dict[str, dict[str, str]]


def language() -> str:
    """Return the language that a document is made in."""
    return (get_language() or "ja")[:2]


def table(
    title: str, columns: Sequence[tuple[str, str, int]], rows: Iterable[Row], empty: str = "", note: str = ""
) -> Table:
    """Return a table of columns given as label, kind, width."""
    return Table(title, tuple(Column(*c) for c in columns), tuple(rows), empty, note)


def row(key: object, *found: Cell, subject: str = "") -> Row:
    """Return a row."""
    return Row(found, str(key), subject)


def of_project(
    kind: ReportKind, stand: Standpoint, conclusion: Sequence[str], sections: Iterable[Section], **values: Any
) -> ReportDocument:
    """Return a project's document with the head that every report has."""
    project = stand.project
    facts = [
        (_("Project"), f"{project.code} {spoken(project)}"),
        (_("As-of date"), as_of_words(stand)),
        (_("Compared with"), cells.day_words(stand.before)),
        (_("Project manager"), _holder(project, Role.PROJECT_MANAGER)),
        (_("Sponsor"), _holder(project, Role.SPONSOR)),
        (_("Confidentiality"), str(project.get_confidentiality_display())),
    ]
    return document(kind, f"{project.code} {spoken(project)}", facts, conclusion, sections, **values)


def as_of_words(stand: Standpoint) -> str:
    """Return the as-of date; that it is not a closed one is said."""
    words = cells.day_words(stand.as_of)
    return (
        words if stand.frozen else _("%(day)s (no report date is closed yet: as the plan stands now)") % {"day": words}
    )


def document(
    kind: ReportKind,
    subtitle: str,
    facts: Iterable[tuple[str, str]],
    conclusion: Sequence[str],
    sections: Iterable[Section],
    **values: Any,
) -> ReportDocument:
    """Return a document in the present language, of now; freezing writes number and time into it."""
    return ReportDocument(
        kind=str(kind.value),
        title=str(kind.label),
        subtitle=subtitle,
        language=language(),
        facts=((_("Company name"), organisation_name()), *facts),
        conclusion=tuple(filter(None, conclusion)),
        sections=tuple(sections),
        made_at=timezone.now().astimezone(UTC).replace(microsecond=0),
        **values,
    )


def organisation_name() -> str:
    """Return the company's name in the reader's language."""
    return spoken(organisation())


def _holder(project: Project, role: Role) -> str:
    from kaname.domains.core.queries import today

    held = ProjectMember.objects.filter(held_on(today()), project=project, role=role).select_related("person")
    return "、".join(spoken(m.person) for m in held.order_by("valid_from")[:2]) or cells.DASH


def written(sentences: Sentences, key: str, drafted: Sequence[str]) -> tuple[str, ...]:
    """Return what a person wrote for a section in the present language, else the draft."""
    own = sentences.get(key, {}).get(language(), "").strip()
    return tuple(line.strip() for line in own.splitlines() if line.strip()) if own else tuple(filter(None, drafted))


def more(shown: int, all_rows: int) -> str:
    """Return what stands below a table that was cut."""
    return "" if all_rows <= shown else _("More in Kaname: %(count)s.") % {"count": all_rows - shown}


def site_link(stand: Standpoint, page: str) -> str:
    """Return the address of a page of the project."""
    return f"/projects/{stand.project.code}/{page}"


def epoch_day(value: date | datetime) -> date:
    """Return a day of a day or a moment."""
    return timezone.localtime(value).date() if isinstance(value, datetime) else value
