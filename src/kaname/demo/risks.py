"""What might have happened to the projects in these months: found, scored, answered, reviewed; some did happen."""

import tomllib
from collections.abc import Callable, Iterator
from typing import Any

from kaname.demo.company import Company
from kaname.demo.history import Happening
from kaname.demo.projects import Made, manager_code
from kaname.demo.tongue import said, with_twin
from kaname.demo.wbs import DATA
from kaname.domains.control.actions import issue_steps, issues
from kaname.domains.control.enums import IssueState
from kaname.domains.control.models import Issue
from kaname.domains.risk.actions import risks
from kaname.domains.risk.models import Risk

TEXTS = {"what": "prevention", "then": "contingency", "sign": "trigger"}
IMPACTS = ("impact_delay", "impact_cost", "impact_quality")
SAME = {
    "response": "response", "due": "response_due", "reserve": "reserve_yen", "review": "review_due", "p": "probability",
    "yen": "exposure_yen", "chance": "chance",
}  # fmt: skip
ENDS = {"watch": "watched", "happen": "happened", "close": "closed"}


def happenings(projects: list[Made], company: Company) -> list[Happening]:
    """Return every step of every risk."""
    by_code = {made.case.code: made for made in projects}
    with (DATA / "risks.toml").open("rb") as file:
        stories = tomllib.load(file)["risk"]
    return [h for n, story in enumerate(stories) for h in _of_story(story, by_code[story["project"]], company, n)]


def _of_story(story: dict[str, Any], made: Made, company: Company, order: int) -> Iterator[Happening]:
    late = order / 200  # two risks of one day keep their order
    yield Happening(story["found"], 10.0 + late, lambda: _identify(story, made, company))
    for n, step in enumerate(story["steps"], start=1):
        hour = 13.0 + late + n / 5
        yield Happening(step["on"], hour, lambda step=step: _take(step, story, made, company))  # type: ignore[misc] # bound now


def _identify(story: dict[str, Any], made: Made, company: Company) -> None:
    risks.identify(
        project=made.project,
        by=company.user(story["by"]),
        direction=story.get("kind", "threat"),
        category=story["category"],
        proximity=story["proximity"],
        owner=company.people[story["owner"]],
        open_to_client=story.get("open", False),
        **with_twin("cause", *story["cause"]),
        **with_twin("event", *story["event"]),
        **with_twin("effect", *story["effect"]),
    )


def _take(step: dict[str, Any], story: dict[str, Any], made: Made, company: Company) -> None:
    risk = Risk.objects.get(project=made.project, event=said(*story["event"]))
    by = company.user(manager_code(made.case, step["on"]))
    remark = with_twin("remark", *step["why"]) if "why" in step else {}
    _deed(step, by)(risk=risk, **remark)


def _deed(step: dict[str, Any], by: Any) -> Callable[..., Risk]:
    """Return what is done in a step."""
    values = {name: step[key] for key, name in SAME.items() if key in step}
    for key, name in TEXTS.items():
        if key in step:
            values |= with_twin(name, *step[key])
    values |= dict(zip(IMPACTS, step.get("i", ()), strict=False))
    values |= dict(zip(("residual_probability", "residual_impact"), step.get("left", ()), strict=False))
    if step["do"] == "assess":
        return lambda **told: risks.assess(by=by, **values, **told)
    if step["do"] == "plan":
        return lambda **told: risks.plan(by=by, **values, **told)
    if step["do"] == "done":
        return lambda **told: risks.done(by=by, **told)
    if step["do"] == "happen":
        return lambda **told: _happen(by=by, **told)
    if step["do"] == "close":
        return lambda **told: _close(by=by, **told)
    return lambda **told: risks.move(to=ENDS[step["do"]], by=by, **told)


def _close(*, risk: Risk, by: Any, **told: Any) -> Risk:
    """It is over; the issue that it became, if it did, was dealt with under another number."""
    for issue in Issue.objects.filter(risk=risk):
        issue_steps.move(issue=issue, to=IssueState.REJECTED, rejected_as="duplicate", remark=told["remark"], by=by)
    return risks.move(risk=risk, to=ENDS["close"], by=by, **told)


def _happen(*, risk: Risk, by: Any, **told: Any) -> Risk:
    """It has happened: from now on it is an issue."""
    moved = risks.move(risk=risk, to=ENDS["happen"], by=by, **told)
    issues.of_risk(risk=moved, by=by)
    return moved
