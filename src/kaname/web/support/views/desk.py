"""The PMO's desk: what is red or amber beside who asks for help, the oldest first; and a project's own requests."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kaname.domains.control.enums import SupportState
from kaname.domains.control.queries.support import (
    Waiting,
    given_lately,
    helpers,
    lately_over,
    open_support,
    support_visible_to,
    waiting_times,
)
from kaname.domains.people.enums import Level, Subject
from kaname.domains.project.enums import RUNNING
from kaname.domains.project.models import Project
from kaname.domains.project.rules import can, know_roles, level_in
from kaname.domains.reporting.queries.board import Row, board
from kaname.domains.reporting.queries.reasons import cause
from kaname.web.shell.access import anywhere_page, project_page
from kaname.web.shell.kept import kept
from kaname.web.templatetags.marks import joined, plain_days

MOST = 30
"""How many rows each list shows: more than a morning takes."""


@dataclass(frozen=True, slots=True)
class Troubled:
    """A red or amber project, what weighs most, and how many of its requests are not over."""

    row: Row
    cause: str
    asked: int


@dataclass(frozen=True, slots=True)
class Line:
    """A request as it waits, and whether the reader says who helps."""

    waiting: Waiting
    may_allocate: bool


@kept
@anywhere_page(Subject.SUPPORT)
def support_desk(request: HttpRequest) -> HttpResponse:
    """Show the list of red and amber projects beside the open requests (mission row S142)."""
    open_rows = waiting_times(open_support(request.user))
    know_roles(request.user, [w.row.project for w in open_rows])
    unanswered = [w for w in open_rows if w.row.state == SupportState.OPEN]
    helped = [w for w in open_rows if w.row.state != SupportState.OPEN]
    troubled = _troubled(request, open_rows)
    context = {
        "answer": _answer(troubled, unanswered),
        "troubled": troubled[:MOST],
        "troubled_more": max(len(troubled) - MOST, 0),
        "unanswered": [_line(request, w) for w in unanswered[:MOST]],
        "unanswered_more": max(len(unanswered) - MOST, 0),
        "helped": helped[:MOST],
        "helped_more": max(len(helped) - MOST, 0),
        "helpers": helpers(w.row for w in helped),
        "given": given_lately(request.user),
        "over": waiting_times(lately_over(request.user)[:MOST]),
        "oldest": unanswered[0] if unanswered else None,
        "unanswered_count": len(unanswered),
        "helped_count": len(helped),
    }
    return render(request, "support/desk.html", context)


def _troubled(request: HttpRequest, rows: Sequence[Waiting]) -> list[Troubled]:
    asked: dict[int, int] = {}
    for waiting in rows:
        asked[waiting.row.project_id] = asked.get(waiting.row.project_id, 0) + 1
    worst = [r for r in board(request.user) if r.status in RUNNING and r.health in ("red", "amber")]
    return [Troubled(row, cause(row), asked.get(row.key, 0)) for row in worst]


def _line(request: HttpRequest, waiting: Waiting) -> Line:
    return Line(waiting, level_in(request.user, waiting.row.project, Subject.SUPPORT) >= Level.DECIDE)


def _answer(troubled: Sequence[Troubled], unanswered: Sequence[Waiting]) -> str:
    red = [t for t in troubled if t.row.health == "red"]
    said = [
        ngettext("%(count)s project is red.", "%(count)s projects are red.", len(red)) % {"count": len(red)}
        if red
        else _("No project is red.")
    ]
    if unanswered:
        told = ngettext(
            "%(count)s request waits for somebody who helps, the oldest for %(days)s.",
            "%(count)s requests wait for somebody who helps, the oldest for %(days)s.",
            len(unanswered),
        )
        said.append(told % {"count": len(unanswered), "days": plain_days(unanswered[0].days)})
    else:
        said.append(_("Nobody waits for help."))
    alone = [t for t in red if not t.asked]
    if alone:
        told = ngettext(
            "%(count)s red project has not asked for help: offer it.",
            "%(count)s red projects have not asked for help: offer it.",
            len(alone),
        )
        said.append(told % {"count": len(alone)})
    return joined(said)


@kept
@project_page(Subject.SUPPORT)
def of_one_project(request: HttpRequest, project: Project) -> HttpResponse:
    """Show a project's requests, the newest first."""
    rows = waiting_times(support_visible_to(request.user).filter(project=project).order_by("-number"))
    waits = sum(not w.row.settled for w in rows)
    answer = ngettext("%(count)s request is not over.", "%(count)s requests are not over.", waits) % {"count": waits}
    context = {
        "project": project,
        "rows": rows,
        "answer": answer if waits else _("Nobody waits for help."),
        "may_ask": can(request.user, project, Subject.SUPPORT, Level.EDIT),
    }
    return render(request, "support/project.html", context)
