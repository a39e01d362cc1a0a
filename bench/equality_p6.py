"""Equality with Primavera P6: the total float that P6 stored in real files against ours under its policy.

Every .xer and P6 XML file of the real data that holds stored floats is read, its stored dates are forgotten, and the
schedule is computed anew under the policy `primavera` with the file's own schedule options. Finished activities have no
float. A file that could not be read counts as a row of its own.

No real .xer of thousands of activities is at hand. The rows behind compare random plans (`p6_plans.py`) with MPXJ's
PrimaveraScheduler, which was built to give the dates of P6 but is no P6; `p6_agreement.py` says what counts. *Arising*
are the differences that do not follow from another one; by MPXJ's flaw where its dates contradict the activity's own
calendar, duration or data date. Known of the others: a finish-to-finish relation from work finished out of sequence
holds nobody there (here the logic is carried through it); a mandatory finish on a day off stays on that day. Resource
dependent activities begin there in their own calendar's time, so the plans give their people the same one. Progress
override and actual dates are not in MPXJ and not compared.
"""

import importlib.util
import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from bench.harness import Row
from bench.p6_agreement import agreement as compare
from bench.p6_agreement import peers, plan_of
from bench.p6_plans import FEATURES, P6Plan
from kaname.engine.diagnostics import ProblemsFound
from kaname.exchange.compile import RESOLUTION, schedule_plan
from kaname.exchange.document import Activity, ActivityKind, PlanDocument
from kaname.exchange.formats import read_plan

SMALL = 500
"""Activities; files up to here must agree entirely, larger ones in 99.4 %."""


@dataclass(frozen=True)
class Agreement:
    """How many stored floats one file holds, and which activities' computed float differs."""

    name: str
    size: int
    compared: int
    differing: tuple[tuple[str, float, float], ...] = ()

    @property
    def share(self) -> float:
        return 1 - len(self.differing) / self.compared if self.compared else 1.0


def files(realdata: Path, java: bool) -> list[Path]:
    """Return the real P6 files; P6 XML only if the Java extra is wanted."""
    found = sorted(realdata.glob("**/*.xer"))
    if java:
        found += sorted(p for p in realdata.glob("msproject-templates/p6/*.xml"))
        found += sorted(realdata.glob("**/*.pmxml"))
    return found


def agreement(document: PlanDocument) -> Agreement:
    """Compare every stored total float with the computed one, to the minute."""
    compiled, dates = schedule_plan(document)
    pairs = [
        (activity.id, stored, float(dates.total_float[row]) / RESOLUTION)
        for row, activity in enumerate(compiled.activities)
        if (stored := _stored(activity)) is not None
    ]
    differing = tuple(pair for pair in pairs if abs(pair[1] - pair[2]) > 0.5)
    return Agreement(document.source, len(compiled.activities), len(pairs), differing)


def _stored(activity: Activity) -> float | None:
    if activity.kind is ActivityKind.SUMMARY or activity.actual_finish is not None:
        return None
    return activity.stored.total_slack


def run(small: bool) -> list[Row]:
    """Return a row for each file with stored floats."""
    folder = Path(os.environ.get("KANAME_REALDATA", Path(__file__).parents[2] / "shared" / "data"))
    rows = []
    total = agreed = 0
    for path in files(folder, java=not small):
        try:
            found = agreement(read_plan(path))
        except ProblemsFound as problems:
            rows.append(Row(path.name, problems.diagnostics[0].code, note="could not be read"))
            continue
        if not found.compared:
            continue
        total, agreed = total + found.compared, agreed + found.compared - len(found.differing)
        wanted = 1.0 if found.size <= SMALL else 0.994
        rows.append(
            Row(
                f"{path.name}, {found.compared} floats of {found.size} activities",
                f"{found.share:.1%}",
                f"{wanted:.1%}",
                found.share >= wanted,
                "; ".join(f"{i}: stored {s:g}, computed {c:g}" for i, s, c in found.differing[:3]),
            )
        )
    if total:
        rows.append(Row("all stored floats", f"{agreed} of {total}", note="no file of thousands of activities is here"))
    return rows + random_plans(small)


def random_plans(small: bool) -> list[Row]:
    """Return a row for each kind of random plan."""
    if shutil.which("java") is None or importlib.util.find_spec("mpxj") is None:
        return [Row("random plans against MPXJ", "-", note="Java or the mpxj extra is missing")]
    count, sets = (60, [()]) if small else (3000, [(), *((f,) for f in FEATURES), FEATURES])
    plans = [plan_of(count, seed, features) for seed, features in enumerate(sets)]
    with tempfile.TemporaryDirectory() as folder:
        answers = peers(plans, Path(folder))
    return [_random_row(features, plan, theirs) for features, plan, theirs in zip(sets, plans, answers, strict=True)]


def _random_row(features: tuple[str, ...], plan: P6Plan, theirs: dict) -> Row:
    found = compare(plan, theirs)
    name = ", ".join(features) or "calendars and relations"
    arising = f"{len(found.differing)} differences arise, {len(found.flaws)} more by MPXJ's flaw"
    return Row(
        f"random plan of {plan.size:,} activities: {name}",
        f"{found.share:.2%}",
        "99.4 %",
        found.share >= 0.994,
        f"{arising}; {found.equal / found.compared:.1%} of {found.compared} floats equal with all that follows",
    )
