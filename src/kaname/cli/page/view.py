"""The whole page, computed before the templates run."""

from collections import Counter
from dataclasses import dataclass

from kaname.cli.page.answer import portfolio_answer
from kaname.cli.page.facts import Facts
from kaname.cli.page.judgement import judge
from kaname.cli.page.overload import Person, people
from kaname.cli.page.part import Part, part_of
from kaname.cli.page.people_table import PeopleTable, people_table
from kaname.cli.page.text import Text, both, day
from kaname.cli.page.timeline import Timeline, timeline
from kaname.words import N_

ROWS_IN_ALL = 2600  # of all Gantt pictures together: keeps the page of 50 plans under 5 MB
MOST_ROWS, LEAST_ROWS = 400, 36


def by_urgency(parts: list[Part]) -> list[Part]:
    """Return plans in the order in which they need attention: by rank, then the longest slip, then as given."""
    return sorted(parts, key=lambda p: (p.rank, -(p.judgement.slip or 0.0)))


@dataclass(slots=True)
class FileCount:
    """Problems of one file by severity."""

    file: str
    anchor: str
    error: int
    warning: int
    info: int


@dataclass(slots=True)
class Page:
    """The whole page."""

    title: Text
    as_of: Text
    answer: Text
    parts: list[Part]
    timeline: Timeline | None
    people: PeopleTable
    crowd: list[Person]
    problem_counts: list[FileCount]
    problems_answer: Text
    simulation_note: Text
    version: str
    made: str = ""

    @property
    def urgent(self) -> list[Part]:
        """The plans, what needs attention first: by mark, then the longest slip, then as given."""
        return by_urgency(self.parts)


def page(plans: list[Facts], version: str, simulation_note: Text, made: str = "") -> Page:
    """Return what the page shows of the plans, in the order given."""
    judged = [(f, judge(f)) for f in plans]
    crowd = people(plans)
    rows = max(LEAST_ROWS, min(MOST_ROWS, ROWS_IN_ALL // max(1, len(plans))))
    parts = [part_of(f"p{i}", f, j, rows) for i, (f, j) in enumerate(judged, start=1)]
    total = sum(len(f.problems) for f in plans)
    as_of = max((f.status for f in plans if f.status), default=None)
    return Page(
        both(N_("Portfolio report")),
        day(as_of) if as_of else both(N_("not stated in the files")),
        portfolio_answer(judged, crowd, total),
        parts,
        timeline([(p.anchor, p.facts, p.judgement) for p in by_urgency(parts)]),
        people_table(crowd, {f.file: f.name for f in plans}),
        crowd,
        [_count(p) for p in parts if p.problems],
        _problems_answer(total, len([f for f in plans if f.problems])),
        simulation_note,
        version,
        made,
    )


def _count(part: Part) -> FileCount:
    kinds = Counter(str(d.severity) for d in part.problems)
    return FileCount(part.facts.file, part.anchor, kinds["error"], kinds["warning"], kinds["info"])


def _problems_answer(total: int, files: int) -> Text:
    if not total:
        return both(N_("No problem was found in the files."))
    return both(
        N_("Problems found: {count}, in {files} of the files; they stand in each plan's section."),
        count=total,
        files=files,
    )
