"""Search by name and code over everything a user may see: hidden rows are in no answer and no count."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q, QuerySet

from kaname.domains.core.names import reads_english, spoken
from kaname.domains.document.models import Document
from kaname.domains.project.models import Project
from kaname.domains.project.queries import deliverables_visible_to, people_visible_to
from kaname.domains.reporting.queries.folding import fold, spellings
from kaname.domains.schedule.models import Activity
from kaname.domains.schedule.queries.names import name_in

SHORTEST = 1
LONGEST = 100


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found: ``kind`` says what, ``code`` and ``name`` how it is called, ``where`` in which project."""

    kind: str
    code: str
    name: str
    where: str
    project: str
    key: int | str


def search(user: Any, words: str, limit: int = 20) -> list[Hit]:
    """Return what fits all words, exact codes first, then names that begin with them; ``limit`` of each kind."""
    parts = [spellings(word) for word in words[:LONGEST].replace("\u3000", " ").split()][:5]
    if not parts:
        return []
    hits = [hit for kind in KINDS for hit in kind(user, parts, limit)]
    wanted = fold(words.strip())
    return sorted(hits, key=lambda hit: _distance(hit, wanted))


def _distance(hit: Hit, wanted: str) -> int:
    code, name = fold(hit.code), fold(hit.name)
    if wanted in (code, name):
        return 0
    return 1 if code.startswith(wanted) or name.startswith(wanted) else 2


def _matching[M: Model](rows: QuerySet[M], parts: list[list[str]], *fields: str) -> QuerySet[M]:
    for spelled in parts:
        condition = Q()
        for field in fields:
            for text in spelled:
                condition |= Q(**{f"{field}__icontains": text})
        rows = rows.filter(condition)
    return rows


def _projects(user: Any, parts: list[list[str]], limit: int) -> Iterator[Hit]:
    rows = _matching(Project.objects.visible_to(user), parts, "code", "name", "name_en")
    for p in rows.only("code", "name", "name_en")[:limit]:
        yield Hit("project", p.code, spoken(p), "", p.code, p.code)


def _activities(user: Any, parts: list[list[str]], limit: int) -> Iterator[Hit]:
    seen = Activity.objects.visible_to(user).annotate(shown_name=name_in())
    names = ("name", "shown_name") if reads_english() else ("name",)
    rows = _matching(seen, parts, *names, "wbs").select_related("plan__project")
    fields = "wbs", "name", "extras", "uid", "plan__project__code", "plan__project__name", "plan__project__name_en"
    for a in rows.only(*fields).order_by("plan", "position")[:limit]:
        yield Hit("activity", a.wbs, spoken(a), spoken(a.plan.project), a.plan.project.code, a.uid)


def _people(user: Any, parts: list[list[str]], limit: int) -> Iterator[Hit]:
    rows = _matching(people_visible_to(user), parts, "code", "name", "kana", "name_en").select_related("unit")
    for p in rows[:limit]:
        yield Hit("person", p.code, spoken(p), spoken(p.unit), "", p.pk)


def _deliverables(user: Any, parts: list[list[str]], limit: int) -> Iterator[Hit]:
    for d in _matching(deliverables_visible_to(user), parts, "code", "name", "name_en").select_related("project")[
        :limit
    ]:
        yield Hit("deliverable", d.code, spoken(d), spoken(d.project), d.project.code, d.pk)


def _documents(user: Any, parts: list[list[str]], limit: int) -> Iterator[Hit]:
    seen = _matching(Document.objects.visible_to(user), parts, "number", "name", "name_en")
    for d in seen.select_related("project").order_by("number")[:limit]:
        code = d.project.code if d.project is not None else ""
        yield Hit("document", d.number, spoken(d), spoken(d.project), code, d.number)


KINDS: tuple[Callable[[Any, list[list[str]], int], Iterator[Hit]], ...] = (
    _projects,
    _activities,
    _people,
    _deliverables,
    _documents,
)
