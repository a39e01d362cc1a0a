"""Pages of a list: bounded, with the total and where the next one is."""

from typing import Annotated, Any

from django.db.models import QuerySet
from ninja import Query, Schema

MOST = 1000
FARTHEST = 10_000_000


class Page(Schema):
    """Which rows of a list."""

    limit: Annotated[int, Query(ge=1, le=MOST, description="rows a page")] = 100
    offset: Annotated[int, Query(ge=0, le=FARTHEST, description="rows before the first")] = 0


class Problem(Schema):
    """What went wrong, in a sentence."""

    detail: str


def page_of(rows: QuerySet[Any, Any], page: Page) -> dict[str, Any]:
    """Return the rows of a page, how many there are in all, and the offset of the next page or null. Two queries."""
    total = rows.count()
    items = list(rows[page.offset : page.offset + page.limit])
    after = page.offset + len(items)
    return {"items": items, "total": total, "next_offset": after if after < total else None}
