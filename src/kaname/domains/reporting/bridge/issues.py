"""What the issues axis is judged by: the issues of projects as they stood at the end of a day."""

from collections.abc import Mapping, Sequence
from datetime import date

from kaname.domains.control.enums import ISSUE_OVER, Severity
from kaname.domains.control.queries.issues import Last, last_of
from kaname.domains.reporting.rules.issues_axis import SPONSOR, Issues, Pressing
from kaname.domains.resource.bridge.company import business_days, company_rules


def issues_of(projects: Sequence[int], as_of: date) -> Mapping[int, Issues]:
    """Return, by project that had an issue by then, how its issues stood. A constant number of queries."""
    found = last_of(projects, as_of)
    waiting = {key: [row for row in rows if row.state not in ISSUE_OVER] for key, rows in found.items()}
    late = [(row.due, row) for rows in waiting.values() for row in rows if row.due is not None and row.due < as_of]
    counted = business_days(company_rules(), [(due, as_of) for due, _row in late]) if late else []
    days = {row.code: count for (_due, row), count in zip(late, counted, strict=True)}
    return {key: Issues(True, len(rows), _pressing(rows, days)) for key, rows in waiting.items()}


def _pressing(rows: Sequence[Last], days: Mapping[str, int]) -> tuple[Pressing, ...]:
    return tuple(
        Pressing(row.code, row.title, row.level, row.severity == Severity.CRITICAL, days.get(row.code), row.title_en)
        for row in rows
        if row.code in days or row.level >= SPONSOR
    )
