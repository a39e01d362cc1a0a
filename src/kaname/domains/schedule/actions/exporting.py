"""A project's plan as the content of a file."""

from dataclasses import dataclass
from typing import Any

from kaname.domains.people.enums import Level, Subject
from kaname.domains.project.models import Project
from kaname.domains.project.rules import can
from kaname.domains.schedule.bridge import files
from kaname.domains.schedule.bridge.outgoing import outgoing
from kaname.exchange.document import PlanDocument

ENDINGS = (".xml", ".xlsx", ".json")


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write a plan: the ending of its file, and what it does not hold, with how often."""

    ending: str
    lost: dict[str, int]


def content(project: Project, name: str, by: Any) -> bytes:
    """Return a file's content; its ending tells the format. Raises ProblemsFound for one that is not written."""
    return files.content(_document(project, by), name)


def written(project: Project, name: str, by: Any) -> tuple[bytes, dict[str, int]]:
    """Return a file's content and what it does not hold, with how often."""
    return files.written(_document(project, by), name)


def formats(project: Project, by: Any) -> list[Format]:
    """Return the formats, each written and read back to see what is lost; empty for a project without a plan."""
    if not hasattr(project, "plan"):
        return []
    document = _document(project, by)
    return [Format(ending, files.written(document, f"plan{ending}")[1]) for ending in ENDINGS]


def _document(project: Project, by: Any) -> PlanDocument:
    """Return the plan, without rates and costs for those who may not read them; the system itself (None) may."""
    document = outgoing(project.plan)
    if by is None or can(by, project, Subject.RATE, Level.READ):
        return document
    return files.without_money(document)
