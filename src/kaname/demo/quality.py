"""How good it is what the projects make: a catalogue, metrics read on the way, defects, gates judged by others."""

import tomllib
from collections.abc import Iterator
from datetime import date
from typing import Any

from kaname.demo.company import AS_OF, Company
from kaname.demo.history import Happening
from kaname.demo.projects import Made, manager_code
from kaname.demo.tongue import said, with_twin
from kaname.demo.wbs import DATA
from kaname.demo.workdays import WorkDays
from kaname.domains.project.models import Phase
from kaname.domains.quality.actions import defects, gates, measures, metrics
from kaname.domains.quality.models import Defect, Gate, Measure, Metric

EXPERT = "K002"
BEGUN = date(2026, 7, 14)
"""Before it, other things happen one project after the other; see build."""
with (DATA / "quality.toml").open("rb") as file:
    TOLD = tomllib.load(file)
CRITERIA = TOLD["criterion"]
"""Three musts, then two with a weight."""
MUSTS, WEIGHT = 3, 50


def happenings(projects: list[Made], company: Company) -> list[Happening]:
    """Return everything that is written about quality, in order."""
    by_code = {made.case.code: made for made in projects}
    found = [Happening(BEGUN, 9.0, lambda: _catalogue(TOLD["metric"], company))]
    for kind, of_story in (("measure", _of_measure), ("defect", _of_defect), ("gate", _of_gate)):
        stories = [*TOLD[kind], *_series()] if kind == "defect" else TOLD[kind]
        for n, story in enumerate(stories):
            if story["project"] in by_code:
                found += of_story(story, by_code[story["project"]], company, n / 200)
    return sorted(found, key=lambda h: (h.day, h.hour))


def _series() -> Iterator[dict[str, Any]]:
    """Yield the defects that a test finds by the dozen: spread evenly over its days, fixed within a week or so."""
    calendar = WorkDays()
    for many in TOLD["series"]:
        first, last = (calendar.number(day) for day in many["days"])
        for n in range(many["count"]):
            place, sign = many["places"][n % len(many["places"])], many["signs"][n // len(many["places"])]
            found = first + n * (last - first) // max(many["count"] - 1, 1)
            steps = zip(
                ("fixing", "fixed", "retest", "closed"), (0, 1 + n % 2, 2 + n % 2, 3 + n % 2 + n % 3), strict=True
            )
            way = {state: day for state, gap in steps if (day := calendar.day(found + gap)) <= AS_OF}
            day = calendar.day(found)
            yield {
                "project": many["project"], "stage": many["stage"], "phase": many["phase"], "module": place,
                "title": [f"{place[0]}：{sign[0]}", f"{place[1]}: {sign[1]}"], "severity": "s2" if n % 9 == 4 else "s3",
                "found": day, "owner": many["owners"][n % len(many["owners"])], "way": way,
                "due": calendar.day(found + 6), "injected": "build" if n % 3 else "detail",
                "cause": ("build", "wrong", "omitted", "build", "data")[n % 5],
            }  # fmt: skip


def _catalogue(own: list[dict[str, Any]], company: Company) -> None:
    by = company.user(EXPERT)
    metrics.begin(by=by)
    for line in own:
        lower, median, upper = line["band"]
        (name, name_en), rest = line["name"], {key: line[key] for key in ("code", "formula", "stage", "unit")}
        source = {"source": said("自社の標準", "Our own standard"), "source_en": "Our own standard"}
        metrics.create(by=by, name=name, name_en=name_en, lower=lower, median=median, upper=upper, **source, **rest)


def _of_measure(story: dict[str, Any], made: Made, company: Company, late: float) -> Iterator[Happening]:
    yield Happening(story["since"], 9.5 + late, lambda: _follow(story, made, company))
    for reading in story["readings"]:
        yield Happening(reading[0], 11.0 + late, lambda reading=reading: _read(story, reading, made, company))  # type: ignore[misc] # bound now


def _follow(story: dict[str, Any], made: Made, company: Company) -> None:
    metric = Metric.objects.get(code=story["code"])
    lower, target, upper = story.get("band", (metric.lower, metric.median, metric.upper))
    measures.follow(
        project=made.project, metric=metric, phase=_phase(story, made), lower=lower, target=target, upper=upper,
        reason=said(*story["reason"]) if "reason" in story else "",
        by=company.user(manager_code(made.case, story["since"])),
    )  # fmt: skip


def _read(story: dict[str, Any], reading: list[Any], made: Made, company: Company) -> None:
    day, count, size, n = reading
    measure = Measure.objects.get(project=made.project, metric__code=story["code"], phase=_phase(story, made))
    by = company.user(made.case.team.get("CT", manager_code(made.case, day)))
    measures.read(measure=measure, as_of=day, count=count, size=size, unit=measure.metric.unit, n=n, by=by)


def _of_defect(story: dict[str, Any], made: Made, company: Company, late: float) -> Iterator[Happening]:
    yield Happening(story["found"], 10.0 + late, lambda: _report(story, made, company))
    for n, (state, day) in enumerate(story["way"].items()):
        hour = 13.0 + late + n / 2
        yield Happening(day, hour, lambda state=state, day=day: _move(story, made, company, state, day))  # type: ignore[misc] # bound now


def _report(story: dict[str, Any], made: Made, company: Company) -> None:
    defects.report(
        project=made.project, by=company.user(manager_code(made.case, story["found"])),
        owner=company.people[story["owner"]], due=story.get("due"), severity=story["severity"], stage=story["stage"],
        found_on=story["found"], phase=_phase(story, made), module=said(*story["module"]) if "module" in story else "",
        **with_twin("title", *story["title"]),
    )  # fmt: skip


def _move(story: dict[str, Any], made: Made, company: Company, state: str, day: date) -> None:
    defect = Defect.objects.select_related("project").get(project=made.project, title_en=story["title"][1])
    given: dict[str, Any] = {}
    if state == "fixed":
        given = {name: story[name] for name in ("injected", "cause") if name in story}
        given |= with_twin("remedy", *story["remedy"]) if "remedy" in story else {}
    remark = said(*story["why"]) if state == "declined" else ""
    by = company.user(manager_code(made.case, day))
    defects.move(defect=defect, to=state, by=by, remark=remark, **given)


def _of_gate(story: dict[str, Any], made: Made, company: Company, late: float) -> Iterator[Happening]:
    yield Happening(story["prepared"], 9.6 + late, lambda: _prepare(story, made, company))
    yield Happening(story["applied"], 15.0 + late, lambda: _apply(story, made, company))
    if "ruled" in story:
        yield Happening(story["ruled"], 15.6 + late, lambda: _rule(story, made, company))
    for each in story.get("conditions", ()):
        if "closed" in each:
            yield Happening(each["closed"], 16.0 + late, lambda each=each: _close(each, story, made, company))  # type: ignore[misc] # bound now


def _prepare(story: dict[str, Any], made: Made, company: Company) -> None:
    size, unit = story.get("size", (None, ""))
    gates.prepare(
        project=made.project, phase=_phase(story, made), planned_on=story.get("ruled"), size=size, unit=unit,
        criteria=[_criterion(n, None) for n in range(len(CRITERIA))], by=_manager(made, company, story["prepared"]),
    )  # fmt: skip


def _apply(story: dict[str, Any], made: Made, company: Company) -> None:
    by, gate = _manager(made, company, story["applied"]), _gate(story, made)
    judged = [_criterion(n, story) for n in range(len(CRITERIA))]
    summary: dict[str, Any] = with_twin("summary", *story["summary"]) if "summary" in story else {}
    gates.apply(gate=gates.update(gate=gate, criteria=judged, by=by, **summary), by=by)


def _rule(story: dict[str, Any], made: Made, company: Company) -> None:
    conditions = [
        {"owner": company.people[each["owner"]], "due": each["due"], **with_twin("text", *each["text"])}
        for each in story.get("conditions", ())
    ]
    reason: dict[str, Any] = with_twin("reason", *story["reason"])
    by = company.user(made.case.sponsor)
    gates.rule(gate=_gate(story, made), ruling=story["ruling"], conditions=conditions, by=by, **reason)


def _close(each: dict[str, Any], story: dict[str, Any], made: Made, company: Company) -> None:
    condition = _gate(story, made).conditions.get(text_en=each["text"][1])
    by = _manager(made, company, each["closed"])
    gates.close_condition(condition=condition, evidence=said(*each["evidence"]), by=by)


def _criterion(n: int, story: dict[str, Any] | None) -> dict[str, Any]:
    must = n < MUSTS
    line = {**with_twin("text", *CRITERIA[n]["text"]), "must": must, "weight": 0 if must else WEIGHT}
    if story is None:
        return line
    judged = {"met": n + 1 not in story.get("unmet", ())} if must else {"score": story["scores"][n - MUSTS]}
    return line | judged | {"evidence": said(*CRITERIA[n]["evidence"])}


def _gate(story: dict[str, Any], made: Made) -> Gate:
    """Return the newest review of a phase's gate."""
    rows = Gate.objects.filter(project=made.project, phase=_phase(story, made))
    return rows.select_related("project").order_by("-attempt")[0]


def _phase(story: dict[str, Any], made: Made) -> Any:
    return Phase.objects.get(project=made.project, code=story["phase"]) if "phase" in story else None


def _manager(made: Made, company: Company, day: date) -> Any:
    return company.user(manager_code(made.case, day))
