"""Routes of analyses: the kept ones, what they answer now, and pinned answers given again (mission row S42)."""

from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema

from kaname.api.pages import Page
from kaname.api.v1.answers import REFUSED, plain
from kaname.domains.people.enums import Level
from kaname.domains.people.models import User
from kaname.domains.reporting.actions.analyses import again
from kaname.domains.reporting.models import Analysis, AnalysisRun
from kaname.domains.reporting.queries.analysis.asked import Asked, asked
from kaname.domains.reporting.queries.analysis.catalogue import SUBJECTS
from kaname.domains.reporting.queries.analysis.pivot import Line, Pivot, pivot
from kaname.domains.reporting.queries.portfolio import has_portfolio, reach

router = Router()


class Kept(Schema):
    """A kept analysis: what is asked, by whom it is kept."""

    id: int
    name: str
    name_en: str
    note: str
    owner: str
    shared: bool
    version: int
    subject: str
    rows: str
    columns: str
    measure: str


class Analyses(Schema):
    """A page of analyses."""

    items: list[Kept]
    total: int
    next_offset: int | None


class Column(Schema):
    """A column of an answer."""

    key: str
    label: str


class Row(Schema):
    """A row of an answer: a value and how many facts it is made of for each column; null where there are none."""

    key: str
    label: str
    values: list[float | None]
    facts: list[int]
    total: float | None
    change: float | None


class Answer(Schema):
    """What an analysis answers to the reader; ``overall`` counts rows that are not shown, too. Shares are 0 to 1, work
    is minutes. ``digest``: SHA-256 over the numbers; ``same`` whether they are those that were pinned.
    """

    analysis: int
    run: int | None
    same: bool | None
    subject: str
    measure: str
    as_of: date | None
    known_at: datetime
    columns: list[Column]
    rows: list[Row]
    overall: Row | None
    left_out: int
    digest: str


@router.get("/analyses", response={200: Analyses, **REFUSED}, tags=["analysis"])
def list_analyses(request: HttpRequest, page: Query[Page]) -> Any:
    """The kept analyses that the user may open: their own and shared ones."""
    found = [row for row in _visible(request.user) if _readable(request.user, asked_of(row))]
    rows = found[page.offset : page.offset + page.limit]
    after = page.offset + len(rows)
    items = [_kept(row) for row in rows]
    return plain(request, {"items": items, "total": len(found), "next_offset": after if after < len(found) else None})


@router.get("/analyses/{analysis}", response={200: Answer, **REFUSED}, tags=["analysis"])
def answer_analysis(request: HttpRequest, analysis: int, as_of: date | None = None) -> Any:
    """What a kept analysis answers now, or by what was frozen up to a day."""
    row = _visible(request.user).filter(pk=analysis).first() if 0 < analysis < 2**63 else None
    question = None if row is None else asked_of(row)
    if row is None or question is None or not _readable(request.user, question):
        raise Http404
    question = question if as_of is None else question.on(as_of)
    return plain(request, {"analysis": row.pk, "run": None, "same": None, **_answered(pivot(request.user, question))})


@router.get("/analysis-runs/{run}", response={200: Answer, **REFUSED}, tags=["analysis"])
def answer_run(request: HttpRequest, run: int) -> Any:
    """A pinned answer, worked out again from the facts that were known then."""
    rows = AnalysisRun.objects.filter(pk=run, analysis__in=_visible(request.user)) if 0 < run < 2**63 else None
    row = None if rows is None else rows.first()
    if row is None or not _readable(request.user, asked(row.asked)):
        raise Http404
    _question, found, same = again(request.user, row)
    mine = same if row.ran_by_id == request.user.pk else None  # what its maker saw is nobody else's to compare with
    return plain(request, {"analysis": row.analysis_id, "run": row.pk, "same": mine, **_answered(found)})


def asked_of(row: Analysis) -> Asked | None:
    """Return the question of an analysis; None where its subject is known no more."""
    return asked(row.asked) if row.asked.get("subject", "") in SUBJECTS else None


def _visible(user: Any) -> Any:
    rows = Analysis.objects.visible_to(user) if has_portfolio(user) else Analysis.objects.none()
    return rows.select_related("owner").order_by("name", "pk")


def _readable(user: Any, question: Asked | None) -> bool:
    return question is not None and reach(user, question.about.right) >= Level.READ


def _kept(row: Analysis) -> dict[str, Any]:
    question, owner = row.asked, row.owner
    own = {name: getattr(row, name) for name in ("id", "name", "name_en", "note", "shared", "version")}
    return own | {"owner": _name(owner)} | {k: question.get(k, "") for k in ("subject", "rows", "columns", "measure")}


def _name(owner: User) -> str:
    return str(owner.name)


def _answered(found: Pivot) -> dict[str, Any]:
    return {
        "subject": found.asked.subject,
        "measure": found.asked.measure,
        "as_of": found.days[-1] if found.days else found.asked.as_of,
        "known_at": found.known.moment,
        "columns": [{"key": key, "label": label} for key, label in found.columns],
        "rows": [_row(line, found) for line in found.lines],
        "overall": _row(found.foot, found) if found.foot else None,
        "left_out": found.left_out,
        "digest": found.digest,
    }


def _row(line: Line, found: Pivot) -> dict[str, Any]:
    cells = [cell for _key, cell in line.of(found.columns)]
    return {
        "key": line.key,
        "label": line.label,
        "values": [cell.value for cell in cells],
        "facts": [cell.n for cell in cells],
        "total": line.total.value if line.total else None,
        "change": line.change,
    }
