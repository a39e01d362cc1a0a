"""Issues for tests, written straight into the tables: by default one that is being worked on, in time."""

from collections.abc import Sequence
from datetime import date
from itertools import count

from factories.control import at
from factories.people import AS_OF, make_person
from kaname.domains.control.enums import ISSUE_UNOWNED, IssueState
from kaname.domains.control.models import Issue, IssueStep
from kaname.domains.people.models import Person
from kaname.domains.project.models import Project

_numbers = count(1)


def make_issue(
    project: Project,
    way: Sequence[tuple[str, date]] = (("raised", AS_OF), ("accepted", AS_OF), ("working", AS_OF)),
    owner: Person | None = None,
    **values,
) -> Issue:
    """An issue that came into each state of ``way`` on that day; it stands in the last, with these values all along."""
    n, state = next(_numbers), way[-1][0]
    given = {
        "number": n,
        "code": f"{project.code}-課-{n:04}",
        "state": state,
        "title": "検証環境が使えない",
        "title_en": "The test environment cannot be used",
        "kind": "issue",
        "raised_on": way[0][1],
        "due": date(2026, 11, 30),
        "owner": owner or (make_person() if state not in ISSUE_UNOWNED else None),
    }
    if state == IssueState.HELD:
        given["resume_on"] = date(2026, 12, 10)
    if state == IssueState.CLOSED:
        given |= {"result": "復旧した", "closed_on": way[-1][1], "closed_by": make_person()}
    if state == IssueState.REJECTED:
        given["rejected_as"] = "duplicate"
    made = Issue.objects.create(project=project, **given | values)
    steps = [("raised" if n == 0 else "moved", state, day) for n, (state, day) in enumerate(way)]
    for kind, came, day in steps:
        make_step(made, day, kind, state=came)
    return made


def make_step(issue: Issue, day: date, kind: str = "planned", **values) -> IssueStep:
    """A row of an issue's way, as the issue stands, with what ``values`` say instead."""
    names = ("state", "owner_id", "due", "severity", "level", "resume_on")
    told = {name: getattr(issue, name) for name in names} | values
    return IssueStep.objects.create(issue=issue, kind=kind, day=day, entered_at=at(day), **told)
