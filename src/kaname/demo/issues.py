"""The projects' issues over twelve weeks: dealt with in order, taken up, put off, left lying, closed by another."""

import tomllib
from collections.abc import Iterator
from functools import partial
from typing import Any

from kaname.demo.company import AS_OF, Company
from kaname.demo.history import Happening
from kaname.demo.projects import Made, manager_code
from kaname.demo.tongue import said, with_twin
from kaname.demo.wbs import DATA
from kaname.domains.control.actions import issue_steps, issues
from kaname.domains.control.enums import IssueState
from kaname.domains.control.models import Issue
from kaname.domains.control.rules.issues import may_move
from kaname.domains.people.models import User
from kaname.domains.schedule.models import Activity

HOURS = {"raised": 9.6, "accepted": 11.3, "working": 13.6, "due": 14.2, "level": 14.6, "resolved": 15.3, "closed": 16.4}
PLAIN = ("kind", "cause", "affects", "severity", "urgency", "importance", "due")


def happenings(projects: list[Made], company: Company) -> list[Happening]:
    """Return everything that happens to issues, in order."""
    by_code = {made.case.code: made for made in projects}
    found = [
        happening
        for order, story in enumerate(stories())
        for happening in _of_story(story, by_code[story["project"]], company, order / 1000)
    ]
    return sorted((h for h in found if h.day <= AS_OF), key=lambda h: (h.day, h.hour))


def stories() -> list[dict[str, Any]]:
    """Return the issues as they are written down."""
    with (DATA / "issues.toml").open("rb") as file:
        found: list[dict[str, Any]] = tomllib.load(file)["issue"]
    return found


def _of_story(story: dict[str, Any], made: Made, company: Company, late: float) -> Iterator[Happening]:
    yield Happening(story["raised"], HOURS["raised"] + late, partial(_raise, story, made, company))
    for number, step in enumerate(story.get("way", ())):
        hour = HOURS.get(step[1], 14.0) + late + number / 100_000
        yield Happening(step[0], hour, partial(_step, story, made, company, step))


def _raise(story: dict[str, Any], made: Made, company: Company) -> None:
    """The PMO's administrator raises it, and names its owner where one is known."""
    owner = company.people.get(story.get("owner", ""))
    given = {name: story[name] for name in PLAIN if name in story}
    given |= {"kind": story.get("kind", "issue" if owner is not None else ""), "owner": owner}
    given |= {"impact_days": story.get("days"), "impact_yen": story.get("yen")}
    for name in ("title", "event", "response", "criterion"):
        if name in story:
            given |= with_twin(name, *story[name])
    issues.raise_issue(
        project=made.project,
        by=company.user(made.case.team["AD"]),
        activity=Activity.objects.filter(plan=made.plan, uid=story.get("activity", "")).first(),
        open_to_client=story.get("client", False),
        **given,
    )


def _step(story: dict[str, Any], made: Made, company: Company, step: list[Any]) -> None:
    day, what, *rest = step
    issue = Issue.objects.get(project=made.project, title=said(*story["title"]))
    manager = company.user(manager_code(made.case, day))
    words = said(*rest[-2:]) if len(rest) >= 2 else ""
    if what == "due":
        issues.update(issue=issue, by=manager, due=rest[0], remark=words)
    elif what == "level":
        issue_steps.escalate(issue=issue, level=rest[0], by=manager, remark=words)
    else:
        values: dict[str, Any] = {"remark": words}
        if what == IssueState.HELD:
            values["resume_on"] = rest[0]
        if what == IssueState.REJECTED:
            values["rejected_as"] = rest[0]
        if what in (IssueState.RESOLVED, IssueState.CLOSED):
            values |= with_twin("result", *story["result"])
        issue_steps.move(issue=issue, to=what, by=_who(issue, what, manager, made, company), **values)


def _who(issue: Issue, to: str, manager: User, made: Made, company: Company) -> User:
    """Return who takes a step: the owner what is theirs, else the manager; never their own confirmation."""
    owner = issue.owner.user if issue.owner is not None else None
    if to in (IssueState.WORKING, IssueState.RESOLVED) and owner is not None and may_move(_fresh(owner), issue, to):
        return owner
    return company.user(made.case.team["AD"]) if to == IssueState.CLOSED and manager == owner else manager


def _fresh(user: User) -> User:
    """Return an account whose roles are judged anew: a day has passed since it was read."""
    return User.objects.get(pk=user.pk)
