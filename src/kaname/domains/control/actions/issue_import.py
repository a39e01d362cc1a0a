"""Taking a list of issues over (mission row S80): what each row makes or changes, as one, or only looked at.

A row is known again by its number in the list (or in Kaname, in a list that Kaname wrote), else by its title. What the
list said last is kept with the issue: only what changed in the list since then is taken, so the same file twice changes
nothing and what people changed here stays.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from kaname.domains.control.actions import issue_steps, issues
from kaname.domains.control.enums import ISSUE_OVER, Grade, IssueState, IssueStepKind, RejectedAs, Severity
from kaname.domains.control.models import Issue
from kaname.domains.control.names import as_stored
from kaname.domains.control.rules.issues import missing, owners, person_of, problems
from kaname.domains.core.actions import records
from kaname.domains.core.actions.rehearsing import rehearsed
from kaname.domains.core.queries import today
from kaname.domains.people.enums import Level, Subject
from kaname.domains.people.models import Person
from kaname.domains.project.models import Project
from kaname.domains.project.rules import check_write
from kaname.exchange.workbook.issue_lists import IssueList, IssueRow

MOST = 2000
"""Rows of a list: more is several lists."""
MADE, CHANGED, SAME, REFUSED = "made", "changed", "same", "refused"
LONGEST = {"title": 200, "event": 4000, "response": 4000, "result": 4000, "criterion": 2000}
FORWARD = (
    IssueState.RAISED, IssueState.ACCEPTED, IssueState.WORKING, IssueState.RESOLVED, IssueState.CLOSED,
)  # fmt: skip


@dataclass(slots=True)
class Line:
    """What became, or would become, of a row. ``said``: why it was refused, or what is to be known of it."""

    row: int
    key: str
    title: str
    deed: str = SAME
    issue: Issue | None = None
    changes: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Taken:
    """The lines of a list, and how many of each deed."""

    lines: list[Line]

    @property
    def counts(self) -> Mapping[str, int]:
        """How many rows were made, changed, left as they were, refused."""
        return Counter(line.deed for line in self.lines)


def look(*, project: Project, found: IssueList, by: Any) -> Taken:
    """Return what a list would do, and do nothing: it is written, and taken back as one."""
    return rehearsed(lambda: take_over(project=project, found=found, by=by))


@transaction.atomic
def take_over(*, project: Project, found: IssueList, by: Any) -> Taken:
    """Make and change a project's issues as a list says. Rows that cannot be are refused, each with why; the rest is
    written as one.
    """
    check_write(by, project, Subject.ISSUE, Level.EDIT)
    if len(found.rows) > MOST:
        raise ValidationError(_("The list has %(rows)s rows; at most %(most)s at once.") % {"rows": len(found.rows),
                                                                                          "most": MOST})  # fmt: skip
    locked = records.locked(project)
    keeper = _Keeper(locked, found, by)
    return Taken([keeper.line(row) for row in found.rows])


class _Keeper:
    """Knows the project's people and issues while a list is taken over."""

    def __init__(self, project: Project, found: IssueList, by: Any) -> None:
        self.project, self.found, self.by = project, found, by
        self.kinds = "kind" in found.columns or found.source != "list"
        people = list(owners(project))
        self.people = {_bare(name): p for p in people for name in (p.name, p.name_en, p.code, p.email) if name}
        self.family = _families(people)
        rows = Issue.objects.filter(project=project).select_related("owner", "raised_by", "project")
        self.known = {row.outside: row for row in rows if row.outside} | {row.code: row for row in rows}
        self.last = locked_last(project)
        self.seen: set[str] = set()

    def line(self, row: IssueRow) -> Line:
        """Do what a row asks for."""
        key = self.key_of(row)
        line = Line(row.row, row.text("key"), (row.text("title") or row.text("event"))[:200])
        if key in self.seen:
            line.deed, line.said = REFUSED, [_("This number stands in the list already, further up.")]
            return line
        self.seen.add(key)
        try:
            with transaction.atomic():
                standing = self.known.get(key)
                if standing is None:
                    self.make(line, row, key)
                else:
                    self.change(line, row, standing, own=key == standing.code)
        except ValidationError as refused:
            line.deed, line.issue, line.changes, line.said = REFUSED, None, [], list(refused.messages)
        return line

    def key_of(self, row: IssueRow) -> str:
        """Return what a row is known by: Kaname's own number, the list's, or its title."""
        key = row.text("key")
        if as_stored(key) in self.known:
            return as_stored(key)
        if key:
            return f"{self.found.source} {key}"[:100]
        return f"“{_bare(row.text('title') or row.text('event'))}”"[:100]

    def make(self, line: Line, row: IssueRow, key: str) -> None:
        """Make an issue of a row: whole ones as the list says they stand, the rest raised, to be sorted."""
        values = self.values(row, line)
        state = self.state_of(row, values, line)
        given = {"raised_on": today(), "affects": []} | values
        if wrong := problems(self.project, given, state):
            raise ValidationError(wrong)
        number = self.last + 1
        issue = Issue(
            project=self.project, number=number, code=issues.CODE.format(project=self.project.code, number=number),
            state=state, outside=key, taken=_plain(values, row), **given, **self.ending(row, state, values),
        )  # fmt: skip
        records.add(issue, verb="issue.import", by=self.by, project_id=self.project.pk)
        issue_steps.enter(issue, IssueStepKind.RAISED, self.by)
        self.last = number
        line.deed, line.issue = MADE, issue
        lacks = missing(given) if state == IssueState.RAISED else {}
        if lacks:
            line.said.append(_("To be sorted: %(what)s.") % {"what": _named(lacks)})

    def change(self, line: Line, row: IssueRow, standing: Issue, *, own: bool) -> None:
        """Take what the list changed since it was taken over last; ``own``: since Kaname wrote it, as things stand."""
        line.issue = standing
        values = self.values(row, line)
        plain, before = _plain(values, row), standing.taken
        if own:
            values, before = _differing(values, standing, row), _plain(_values_of(standing), None)
        fresh = {n: v for n, v in values.items() if _as_json(v) != before.get(n, "") and getattr(standing, n) != v}
        moves = row.state and plain.get("state", "") != before.get("state", standing.state)
        written = standing
        if fresh and standing.state not in ISSUE_OVER:
            remark = _("as the list that was taken over says")
            written = issues.update(issue=standing, by=self.by, remark=remark, **fresh)
            line.changes += [_named([n]) for n in fresh]
        if moves and row.state != written.state:
            written = self.move(line, row, written)
        if not own and before != plain:
            Issue.objects.filter(pk=written.pk).update(taken=plain)
        line.deed = CHANGED if line.changes else SAME

    def move(self, line: Line, row: IssueRow, issue: Issue) -> Issue:
        """Bring an issue to the state that the list names, by the usual steps; where there are none, say so."""
        to = IssueState(row.state)
        if issue.state == IssueState.HELD and to in (IssueState.RESOLVED, IssueState.CLOSED):
            issue = issue_steps.move(issue=issue, to=IssueState.WORKING, by=self.by)
        here = IssueState.RESOLVED if issue.state == IssueState.CONFIRMING else issue.state
        if to not in FORWARD or here not in FORWARD or FORWARD.index(to) <= FORWARD.index(IssueState(here)):
            said = _("The list says “%(state)s”; here it stands as “%(here)s” and was left so.")
            line.said.append(said % {"state": row.text("state"), "here": issue.get_state_display()})
            return issue
        for step in FORWARD[FORWARD.index(IssueState(here)) + 1 : FORWARD.index(to) + 1]:
            result = row.text("result") or issue.result or _("Closed in the list that it was taken over from.")
            issue = issue_steps.move(issue=issue, to=step, by=self.by, result=result)
        line.changes.append(f"{_('state')} → {issue.get_state_display()}")
        return issue

    def values(self, row: IssueRow, line: Line) -> dict[str, Any]:
        """Return what a row says of the fields of an issue; what it leaves open is left out."""
        for meaning, said in row.unread.items():
            line.said.append(_("“%(text)s” is no date (%(column)s).") % {
                "text": said, "column": self.found.columns.get(meaning, meaning)})  # fmt: skip
        texts = {n: row.text(n)[:most] for n, most in LONGEST.items() if row.text(n) and n != "result"}
        texts["title"] = (row.text("title") or " ".join(row.text("event").split()))[:200]
        found: dict[str, Any] = {**texts, "kind": row.kind if self.kinds else "issue"}
        found |= {n: row.days[n] for n in ("raised_on", "due") if n in row.days}
        for name in ("owner", "raised_by"):
            person = self.person(row.text(name))
            if person is not None:
                found[name] = person
            elif row.text(name) and name == "owner":
                said = _("%(name)s is not known in this project.") % {"name": row.text(name)}
                line.said.append(said)
        if row.grade:
            found["urgency"] = found["importance"] = Grade[row.grade.upper()]
        if row.severity:
            found["severity"] = Severity(int(row.severity))
        return found

    def state_of(self, row: IssueRow, values: Mapping[str, Any], line: Line) -> IssueState:
        """Return the state in which a new issue begins: what lacks owner, due date or kind waits to be sorted."""
        said = row.state
        if row.text("state") and not said:
            line.said.append(_("“%(text)s” is no state that is known here.") % {"text": row.text("state")})
        state = IssueState(said) if said else IssueState.RAISED
        if state == IssueState.HELD:
            line.said.append(_("On hold in the list, which does not say until when: it arrives as being worked on."))
            state = IssueState.WORKING
        if state == IssueState.CLOSED and self.confirmer(row, values) is None:
            state = IssueState.RESOLVED
            line.said.append(_("Somebody other than its owner is to confirm it: it arrives as resolved."))
        if state in ISSUE_OVER:
            return state
        return IssueState.RAISED if missing(values) else state

    def ending(self, row: IssueRow, state: IssueState, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return what stands at the end of an issue that the list has ended."""
        result = row.text("result")[: LONGEST["result"]]
        if state == IssueState.REJECTED:
            return {"rejected_as": RejectedAs.OUT_OF_SCOPE, "result": result}
        if state not in (IssueState.RESOLVED, IssueState.CLOSED):
            return {"result": result}
        found: dict[str, Any] = {"result": result or _("Closed in the list that it was taken over from.")}
        if state == IssueState.CLOSED:
            day = row.days.get("closed_on", today())
            found |= {"closed_by": self.confirmer(row, values), "closed_on": min(day, today())}
        return found

    def confirmer(self, row: IssueRow, values: Mapping[str, Any]) -> Person | None:
        """Return who confirmed an issue that the list calls closed: whom it names, else who takes it over; not the
        owner.
        """
        people = (self.person(row.text("closed_by")), person_of(self.by))
        return next((p for p in people if p is not None and p != values.get("owner")), None)

    def person(self, name: str) -> Person | None:
        """Return one of the project's people by name, number or address; by the family name where only one has it."""
        bare = _bare(name)
        return self.people.get(bare) or self.family.get(bare)


def locked_last(project: Project) -> int:
    """Return the last number that was given in a project."""
    return int(project.issues.aggregate(last=Max("number"))["last"] or 0)


def _families(people: Iterable[Person]) -> dict[str, Person]:
    """Return people by their family names, those that only one has."""
    found: dict[str, list[Person]] = {}
    for person in people:
        found.setdefault(_bare(person.name.replace("\u3000", " ").split(" ")[0]), []).append(person)
    return {name: held[0] for name, held in found.items() if len(held) == 1}


def _bare(text: str) -> str:
    return "".join(text.split()).casefold().removesuffix("さん").removesuffix("様")


def _differing(values: Mapping[str, Any], issue: Issue, row: IssueRow) -> dict[str, Any]:
    """Return what differs from an issue that Kaname wrote into a list: in either language, its priority as one."""
    same = {name for name in LONGEST if values.get(name) == getattr(issue, f"{name}_en") != ""}
    if row.grade == issue.priority.name.lower():
        same |= {"urgency", "importance"}
    return {name: value for name, value in values.items() if name not in same}


def _values_of(issue: Issue) -> dict[str, Any]:
    names = (*LONGEST, "kind", "raised_on", "due", "owner", "raised_by", "urgency", "importance", "severity")
    return {name: getattr(issue, name) for name in names if name != "result"}


def _plain(values: Mapping[str, Any], row: IssueRow | None) -> dict[str, Any]:
    """Return what a list said, as it is kept: texts, days in ISO, people by their keys; with the state it named."""
    found = {name: _as_json(value) for name, value in values.items()}
    return found if row is None else found | {"state": row.state}


def _named(names: Iterable[str]) -> str:
    """Return fields by what pages call them."""
    labels = {f.name: f.verbose_name for f in Issue._meta.concrete_fields}  # noqa: SLF001 - the public way to fields
    return "・".join(str(labels[name]) for name in names)


def _as_json(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return value.pk if isinstance(value, Person) else ("" if value is None else value)


def lines_of(taken: Taken, deed: str) -> Sequence[Line]:
    """Return the lines with a deed."""
    return [line for line in taken.lines if line.deed == deed]
