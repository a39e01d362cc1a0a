"""Actuals from a file: looked at row by row, and posted whole or not at all."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.actions import audit
from kaname.domains.core.queries import today
from kaname.domains.cost.actions.accounts import told
from kaname.domains.cost.actions.actuals import insert, queue_behind
from kaname.domains.cost.enums import Category
from kaname.domains.cost.models import Actual, ActualBatch, Commitment, ControlAccount
from kaname.domains.cost.phrases import category_of
from kaname.domains.cost.rules import closed_months, month_of
from kaname.domains.people.enums import Subject
from kaname.domains.project.models import Project
from kaname.domains.project.rules import check_write
from kaname.domains.schedule.actions.importing.uploads import Upload, content
from kaname.domains.schedule.models import Activity
from kaname.exchange.ledger import Entry, Ledger, read


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a row of the file (None: with the file); ``code`` has a sentence in phrases."""

    row: int | None
    code: str
    value: str = ""


@dataclass(slots=True)
class Preview:
    """What a file would post. ``unmatched``: entries posted in the file's months that the file does not hold."""

    upload: Upload
    rows: list[tuple[int, Actual]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unmatched: list[Actual] = field(default_factory=list)

    @property
    def yen(self) -> int:
        """Return the file's sum."""
        return sum(row.yen for _number, row in self.rows)

    @property
    def minutes(self) -> int:
        """Return the file's effort."""
        return sum(row.minutes for _number, row in self.rows)

    @property
    def by_account(self) -> list[tuple[ControlAccount, int, int]]:
        """Return the file's sums by account."""
        sums: dict[ControlAccount, list[int]] = defaultdict(lambda: [0, 0])
        for row in (row for _number, row in self.rows if row.account_id):
            sums[row.account][0] += row.yen
            sums[row.account][1] += row.minutes
        return sorted(((a, *both) for a, both in sums.items()), key=lambda found: found[0].code)  # type: ignore[misc] # two


class RefusedFile(ValidationError):
    """The file is not posted; ``preview`` holds every problem."""

    def __init__(self, preview: Preview) -> None:
        """Keep the preview for the page."""
        super().__init__(_("Nothing was posted: the rows below must be put right first."))
        self.preview = preview


def look(*, project: Project, upload: Upload) -> Preview:
    """Return what a file would post and everything that is wrong with it. Writes nothing; ProblemsFound: unreadable."""
    ledger = read(content(upload), upload.name)
    preview = Preview(upload, problems=list(_of_file(project, upload, ledger)))
    known = _Known(project)
    for entry in ledger.entries:
        row, wrong = known.row(entry)
        preview.rows.append((entry.row, row))
        preview.problems += wrong
    preview.problems += _repeated(preview.rows)
    preview.unmatched = _unmatched(project, [row for _number, row in preview.rows])
    return preview


@transaction.atomic
def post_file(*, project: Project, upload: Upload, by: Any) -> ActualBatch:
    """Post every row of a file. Raises RefusedFile with all problems where there is one: then nothing is posted."""
    check_write(by, project, Subject.COST)
    queue_behind(project)
    preview = look(project=project, upload=upload)
    if preview.problems:
        raise RefusedFile(preview)
    batch = ActualBatch.objects.create(
        project=project,
        name=upload.name,
        digest=upload.digest,
        rows=len(preview.rows),
        yen=preview.yen,
        minutes=preview.minutes,
        posted_by=by,
    )
    for _number, row in preview.rows:
        row.batch = batch
    insert([row for _number, row in preview.rows], by)
    after = {"name": batch.name, "rows": batch.rows, "yen": batch.yen, "minutes": batch.minutes}
    audit.record(verb="actual.post_file", subject=batch, by=by, after=after, **told(project))
    return batch


def _of_file(project: Project, upload: Upload, ledger: Ledger) -> Iterable[Problem]:
    yield from (Problem(None, "missing-column", name) for name in ledger.missing)
    yield from (Problem(None, "two-units", name) for name in ledger.twice)
    if not ledger.entries and not ledger.missing:
        yield Problem(None, "no-rows")
    before = ActualBatch.objects.filter(project=project, digest=upload.digest).first()
    if before is not None:
        yield Problem(None, "same-file", f"{before.name} ({before.posted_at:%Y-%m-%d})")


def _repeated(rows: list[tuple[int, Actual]]) -> Iterable[Problem]:
    counted = Counter((row.account_id, row.document) for _number, row in rows if row.document and row.account_id)
    for number, row in rows:
        if counted[row.account_id, row.document] > 1:
            yield Problem(number, "twice-in-file", row.document)


def _unmatched(project: Project, rows: list[Actual]) -> list[Actual]:
    days = [row.incurred_on for row in rows if row.incurred_on]
    if not days:
        return []
    first, last = month_of(min(days)), month_of(max(days))
    end = month_of(last + timedelta(31)) - timedelta(1)
    held = Actual.objects.filter(project=project, reverses=None, reversed_by=None, incurred_on__range=(first, end))
    named = {row.document for row in rows}
    return [a for a in held.select_related("account").order_by("incurred_on", "pk") if a.document not in named]


class _Known:
    """What the project has: a row of a file is judged against it. Five queries."""

    def __init__(self, project: Project) -> None:
        self.project, self.shut, self.today = project, closed_months(project), today()
        self.accounts = {a.code: a for a in ControlAccount.objects.filter(project=project)}
        rows = Activity.objects.filter(plan__project=project).values_list("uid", "wbs")
        self.activities = {key: uid for uid, wbs in rows for key in (wbs, uid) if key}
        orders = Commitment.objects.filter(account__project=project)
        self.orders = {(o.account_id, o.document): o for o in orders}
        held = Actual.objects.filter(project=project, reverses=None, reversed_by=None)
        self.posted = {(a, d): (y, m) for a, d, y, m in held.values_list("account_id", "document", "yen", "minutes")}

    def row(self, entry: Entry) -> tuple[Actual, list[Problem]]:
        """Return the entry that a row would be, and what is wrong with it."""
        account = self.accounts.get(entry.account)
        row = Actual(
            project=self.project,
            account=account,
            incurred_on=entry.day,  # type: ignore[misc] # a wrong one is a problem of its own
            yen=entry.yen,
            minutes=self._minutes(entry),
            document=entry.document[:100],
            description=entry.description[:300],
            category=category_of(entry.category) or Category.LABOUR,
        )
        wrong = [Problem(entry.row, code, value) for code, value in entry.wrong.values()]
        wrong += [] if account else [Problem(entry.row, "unknown-account", entry.account)]
        wrong += self._day(entry)
        for check in (self._amount, self._document, self._named):
            wrong += check(entry, row)
        return row, wrong

    def _minutes(self, entry: Entry) -> int:
        day = self.project.minutes_per_day
        length = {"hours": 60, "minutes": 1, "days": day, "months": day * self.project.days_per_month}
        return round(entry.effort * length.get(entry.effort_unit, 0))

    def _day(self, entry: Entry) -> list[Problem]:
        day: date | None = entry.day
        if day is None:
            return []
        if day > self.today:
            return [Problem(entry.row, "in-the-future", day.isoformat())]
        return [Problem(entry.row, "closed-month", f"{day:%Y-%m}")] if month_of(day) in self.shut else []

    def _amount(self, entry: Entry, row: Actual) -> list[Problem]:
        nothing = row.yen == 0 and row.minutes == 0 and not {"amount", "effort"} & entry.wrong.keys()
        return [Problem(entry.row, "nothing")] if nothing else []

    def _document(self, entry: Entry, row: Actual) -> list[Problem]:
        if not row.document:
            return [Problem(entry.row, "no-document")]
        held = self.posted.get((row.account_id, row.document))
        if held is None:
            return []
        same = held == (row.yen, row.minutes)
        return [Problem(entry.row, "posted-before" if same else "posted-otherwise", row.document)]

    def _named(self, entry: Entry, row: Actual) -> list[Problem]:
        wrong = []
        if entry.category and category_of(entry.category) is None:
            wrong.append(Problem(entry.row, "unknown-category", entry.category))
        if entry.activity:
            row.activity_uid = self.activities.get(entry.activity, "")
            if not row.activity_uid:
                wrong.append(Problem(entry.row, "unknown-activity", entry.activity))
        if entry.order:
            row.commitment = self.orders.get((row.account_id, entry.order))
            if row.commitment is None:
                wrong.append(Problem(entry.row, "unknown-order", entry.order))
        return wrong
