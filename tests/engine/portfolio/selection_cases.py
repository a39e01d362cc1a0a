"""Selection problems for the tests, and an oracle that tries everything."""

from itertools import product

import numpy as np

from kaname.engine.portfolio.problem import Candidate, Resource, SelectionProblem, Synergy, Version


def candidate(id_: str, value: float, use: dict[str, float], **more) -> Candidate:
    return Candidate(id_, (Version("", value, {key: (amount,) for key, amount in use.items()}),), **more)


def vector(budget: float = 9.5, capacity: float = 70.0, **changes) -> SelectionProblem:
    """The example of spec 5.7."""
    rows = {"P1": (82, 4.0, 30), "P2": (75, 3.5, 25), "P3": (68, 2.0, 18), "P4": (60, 1.5, 10), "P5": (55, 2.5, 20)}
    candidates = tuple(
        candidate(id_, value, {"cost": cost, "pm": pm}, **changes.get(id_, {}))
        for id_, (value, cost, pm) in rows.items()
    )
    return SelectionProblem(candidates, (Resource("cost", (budget,)), Resource("pm", (capacity,))))


def brute_force(problem: SelectionProblem) -> float | None:
    """The best value, by trying every version and start of every candidate and judging the rules in plain words."""
    options = [
        [None]
        + [
            (v, start)
            for v, version in enumerate(c.versions)
            for start in range(c.earliest, min(c.latest, len(problem.periods) - version.duration) + 1)
        ]
        for c in problem.candidates
    ]
    values = [
        value_of(problem, picks)
        for picks in product(*options)
        if allowed(problem, dict(zip(ids(problem), picks, strict=True)))
    ]
    return max(values, default=None)


def ids(problem: SelectionProblem) -> list[str]:
    return [c.id for c in problem.candidates]


def value_of(problem: SelectionProblem, picks) -> float:
    inside = {c.id for c, pick in zip(problem.candidates, picks, strict=True) if pick is not None}
    total = sum(
        c.versions[pick[0]].value_at(pick[1])
        for c, pick in zip(problem.candidates, picks, strict=True)
        if pick is not None
    )
    return total + sum(s.value for s in problem.synergies if set(s.candidates) <= inside)


def allowed(problem: SelectionProblem, picks: dict) -> bool:
    used = {resource.id: np.zeros(len(problem.periods)) for resource in problem.resources}
    for c in problem.candidates:
        pick = picks[c.id]
        if pick is None:
            if c.mandatory:
                return False
            continue
        version = c.versions[pick[0]]
        for key, amounts in version.use.items():
            used[key][pick[1] : pick[1] + len(amounts)] += amounts
        if any(picks[other] is None for other in (*c.needs, *c.after)):
            return False
        for other in c.after:
            before = next(o for o in problem.candidates if o.id == other)
            if picks[other][1] + before.versions[picks[other][0]].duration > pick[1]:
                return False
    if any(sum(picks[name] is not None for name in group) > 1 for group in problem.exclusive):
        return False
    return all(
        np.all(used[r.id] <= np.array(r.limit) + 1e-9) and (r.total is None or used[r.id].sum() <= r.total + 1e-9)
        for r in problem.resources
    )


def random_problem(seed: int, rules: bool) -> SelectionProblem:
    """A small problem; with rules: periods, versions, needs, order, exclusive groups, synergies, a mandatory one."""
    draw = np.random.default_rng(seed)
    count, periods = int(draw.integers(2, 5 if rules else 9)), int(draw.integers(1, 4)) if rules else 1
    candidates = []
    for i in range(count):
        versions = tuple(
            Version(
                str(v),
                float(draw.integers(1, 50)),
                {
                    "a": tuple(draw.integers(0, 9, duration).astype(float)),
                    "b": (float(draw.integers(0, 9)),) * duration,
                },
                duration,
            )
            for v in range(int(draw.integers(1, 3)) if rules else 1)
            for duration in [int(draw.integers(1, periods + 1))]
        )
        earlier = [f"c{k}" for k in range(i)]
        wants = bool(rules and earlier and draw.random() < 0.4)
        link = (str(draw.choice(earlier)),) if wants else ()
        needs, after = (link, ()) if draw.random() < 0.5 else ((), link)
        mandatory = bool(rules and draw.random() < 0.2)
        candidates.append(Candidate(f"c{i}", versions, "", mandatory, needs, after, 0, periods - 1))
    names = [c.id for c in candidates]
    pair = tuple(str(name) for name in draw.choice(names, 2, replace=False))
    return SelectionProblem(
        tuple(candidates),
        (
            Resource("a", tuple(draw.integers(3, 15, periods).astype(float))),
            Resource("b", (12.0,) * periods, total=float(draw.integers(8, 30)) if rules else None),
        ),
        tuple(f"t{p}" for p in range(periods)),
        exclusive=(pair,) if rules and draw.random() < 0.5 else (),
        synergies=(Synergy(pair, float(draw.integers(-20, 20))),) if rules else (),
    )


def chosen_value(problem: SelectionProblem, found) -> float:
    """The value of an answer by the oracle's own count; fails when a rule or limit is broken."""
    picks = dict.fromkeys(ids(problem))
    for choice in found.chosen:
        c = next(c for c in problem.candidates if c.id == choice.id)
        picks[choice.id] = ([v.id for v in c.versions].index(choice.version), choice.start)
    assert allowed(problem, picks)
    return value_of(problem, [picks[i] for i in ids(problem)])


def dense(count: int, limits: int, tightness: float, seed: int) -> SelectionProblem:
    """A problem of the library's kind: uses 0..1000, limits a part of their sum, values correlated with use."""
    draw = np.random.default_rng(seed)
    use = draw.integers(0, 1001, (limits, count)).astype(float)
    value = np.floor(use.sum(axis=0) / limits + 500 * draw.random(count))
    names = [str(i) for i in range(limits)]
    candidates = tuple(
        candidate(str(j), float(value[j]), {n: float(use[i, j]) for i, n in enumerate(names)}) for j in range(count)
    )
    room = np.floor(tightness * use.sum(axis=1))
    return SelectionProblem(candidates, tuple(Resource(n, (float(room[i]),)) for i, n in enumerate(names)))
