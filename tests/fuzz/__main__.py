"""`python -m tests.fuzz --runs N [--seed S] [--workers W] [--only NUMBER]`. Exit status 1 if anything is found."""

import argparse
import collections
import sys

from tests.fuzz.seeds import ROOT
from tests.fuzz.trial import Outcome, attempt, mutated
from tests.fuzz.workers import GROWTH, Worker


def run(runs: int, base: int, workers: int) -> int:
    """Run all trials and print what was found; return the number of findings."""
    pool = [Worker(base) for _ in range(workers)]
    waiting = iter(range(runs))
    for worker in pool:
        worker.give(next(waiting))
    kinds: collections.Counter[str] = collections.Counter()
    codes: collections.Counter[str] = collections.Counter()
    finished = 0
    while finished < runs:
        for worker in pool:
            outcome = worker.answer() if worker.number >= 0 else None
            if outcome is None:
                continue
            finished += 1
            kinds[outcome.kind] += 1
            if outcome.kind == "refused":
                codes.update(outcome.detail.split(","))
            elif outcome.kind != "read":
                show(outcome, base)
            worker.number = -1
            following = next(waiting, None)
            if following is not None:
                worker.give(following)
    growth = max(worker.growth for worker in pool)
    print(f"{runs} files: {dict(kinds)}; {len(codes)} different refusals; memory grew by {growth // 1024} MB")
    return runs - kinds["read"] - kinds["refused"] + (growth > GROWTH)


def show(outcome: Outcome, base: int) -> None:
    """Print a finding and keep its file."""
    folder = ROOT / "out" / "fuzz"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{outcome.number}-{outcome.seed}").write_bytes(mutated(outcome.number, base)[1])
    last = "\n".join(outcome.detail.strip().splitlines()[-4:])
    print(f"--- {outcome.kind} in trial {outcome.number} of {outcome.seed}\n{last}", flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--runs", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--only", type=int, help="one trial, in this process, with its whole traceback")
    arguments = parser.parse_args()
    if arguments.only is not None:
        outcome = attempt(arguments.only, arguments.seed)
        print(f"{outcome.kind} {outcome.seed}\n{outcome.detail}")
        return int(outcome.kind == "crash")
    return int(run(arguments.runs, arguments.seed, arguments.workers) > 0)


if __name__ == "__main__":
    sys.exit(main())
