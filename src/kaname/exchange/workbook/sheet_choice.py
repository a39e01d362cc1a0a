"""Which sheets of a workbook are the plan."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kaname.engine.diagnostics import Diagnostic, ProblemsFound, error
from kaname.exchange.workbook.grid import Grid, text_of
from kaname.exchange.workbook.header_rows import Header, find_header
from kaname.exchange.workbook.roles import Role

_PLAN_NAME = re.compile(
    r"wbs|スケジュール|工程表|計画|線表|ガント|gantt|schedule|plan|タスク|作業一覧|工程|baseline", re.IGNORECASE
)
_OTHER_NAME = re.compile(
    r"旧|old|backup|バックアップ|コピー|copy|記入例|記載例|サンプル|sample|例$|雛形|ひな形|テンプレート|template|\(\d+\)$|リスク|risk"
    r"|課題|変更履歴|改訂履歴|履歴|history|使い方|説明|マスタ|祝日|休日|resources?$|tracking|tp\d+$|relations|依存関係",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Candidate:
    """A sheet with the header found in it."""

    grid: Grid
    header: Header

    @property
    def score(self) -> float:
        """How much the sheet looks like the plan: its header, its name, whether it is shown."""
        score = self.header.score
        score += 2.0 * bool(_PLAN_NAME.search(self.grid.name)) - 4.0 * bool(_OTHER_NAME.search(self.grid.name))
        return score - 3.0 * self.grid.hidden

    def names(self) -> set[str]:
        """Return the texts of the column that names the activities."""
        column = next((c for role in (Role.NAME, Role.GROUP) for c in self.header.columns if c.role == role), None)
        if column is None:
            return set()
        rows = range(self.header.bottom + 1, len(self.grid.rows))
        return {text for row in rows if (text := text_of(self.grid.value(row, column.index)))}


def choose(grids: Sequence[Grid], source: str) -> list[Candidate]:
    """Return the plan's sheets in workbook order: the best, and others of its kind that hold other activities.

    Raises ProblemsFound(workbook-no-wbs) naming every sheet and the nearest it came to a header.
    """
    found = [Candidate(grid, header) for grid in grids if (header := find_header(grid))]
    plans = sorted((c for c in found if c.header.is_plan and c.names()), key=lambda c: -c.score)
    if not plans:
        raise ProblemsFound([_no_wbs(grids, found, source)])
    chosen = [plans[0]]
    known = plans[0].names()
    for other in plans[1:]:
        names = other.names()
        alike = _words(other.header) == _words(plans[0].header) and not other.grid.hidden
        if alike and not _OTHER_NAME.search(other.grid.name) and len(names & known) * 3 < len(names):
            chosen.append(other)
            known |= names
    return sorted(chosen, key=lambda c: c.grid.index)


def _words(header: Header) -> set[tuple[object, object]]:
    return {(column.role, column.aspect) for column in header.columns if column.role not in (None, Role.GANTT)}


def _no_wbs(grids: Sequence[Grid], found: Sequence[Candidate], source: str) -> Diagnostic:
    best = {c.grid.name: c for c in found}
    sheets = []
    for grid in grids:
        candidate = best.get(grid.name)
        titles = [c.title for c in candidate.header.columns if c.role not in (None, Role.GANTT)] if candidate else []
        place = f" ({candidate.header.bottom + 1}: {' | '.join(titles[:6])})" if candidate and titles else ""
        sheets.append(f"{grid.name}{place}")
    return error("workbook-no-wbs", source, sheets=sheets)
