"""What a weekly report lists of a plan (spec 6.1): the next milestones, and the activities that are late."""

from dataclasses import dataclass
from datetime import datetime

from kaname.cli.page.drivers import baseline_finish
from kaname.cli.page.facts import Facts
from kaname.cli.page.judgement import SHAPES, SLIP_RED, Mark
from kaname.cli.page.text import Text, short_day, signed
from kaname.exchange.document import Activity, ActivityKind

_MILESTONES = 8
_LATE = 10


@dataclass(slots=True)
class Watched:
    """One line: promised and expected finish, and how far apart they are in working days."""

    wbs: str
    name: str
    owner: str
    promised: Text
    expected: Text
    slip: str
    mark: Mark
    percent: str = ""

    @property
    def shape(self) -> str:
        """The mark's sign."""
        return SHAPES[self.mark]


def milestones(facts: Facts) -> list[Watched]:
    """Return the next milestones that are not reached, by expected date."""
    kinds = (ActivityKind.MILESTONE, ActivityKind.FINISH_MILESTONE)
    ahead = [a for a in _open(facts) if a.kind in kinds]
    ahead.sort(key=lambda a: facts.spans[a.id].finish)
    return [_line(facts, a, "") for a in ahead[:_MILESTONES]]


def late(facts: Facts, owners: dict[str, str]) -> list[Watched]:
    """Return the late ones among what is under way or overdue, the latest first; ``owners`` by activity id.

    What has not begun and is only pushed by others is not listed: the activities that push it are.
    """
    found = []
    for a in _open(facts):
        promise = baseline_finish(a)
        due = _promised_start(a)
        begun = a.actual_start is not None or (facts.status is not None and due is not None and due <= facts.status)
        if promise is None or not begun or not a.duration:
            continue
        slip = facts.between(promise, facts.spans[a.id].finish)
        if slip >= 1:
            found.append((-slip, promise, a))
    found.sort(key=lambda entry: entry[:2])
    return [_line(facts, a, owners.get(a.id, "")) for _, _, a in found[:_LATE]]


def _open(facts: Facts) -> list[Activity]:
    rows = [a for a in facts.work_rows if a.id in facts.spans]
    return [a for a in rows if a.actual_finish is None and (a.percent_complete or 0) < 100]


def _promised_start(a: Activity) -> datetime | None:
    return next((a.baselines[n].start for n in sorted(a.baselines) if a.baselines[n].start), None)


def _line(facts: Facts, a: Activity, owner: str) -> Watched:
    promise = a.deadline if a.deadline and baseline_finish(a) is None else baseline_finish(a)
    finish = facts.spans[a.id].finish
    slip = None if promise is None else facts.between(promise, finish)
    missed = a.deadline is not None and finish > a.deadline
    if slip is None:
        mark = Mark.UNKNOWN
    else:
        mark = Mark.RED if missed or slip > SLIP_RED else Mark.AMBER if slip >= 1 else Mark.GREEN
    percent = f"{a.percent_complete or 0:.0f}"
    return Watched(a.wbs, a.name or a.id, owner, short_day(promise), short_day(finish), signed(slip), mark, percent)
