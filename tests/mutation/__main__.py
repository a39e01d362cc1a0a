"""Mutation tests of the critical path method and of earned value: `python -m tests.mutation [AREA...]`.

A copy of the tree is changed in one small place after the other and must fail its own tests each time; at most 5 % of
the changes may survive. mutmut leaves decorated functions alone, so the compiled kernels are judged through their plain
twins, which the kernels must equal.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from mutmut.stats import status_by_exit_code

ROOT = Path(__file__).parents[2]
MOST_ALIVE = 0.05
ALIVE = ("survived", "no tests", "suspicious")
PYTEST = ["-p", "no:xdist", "-p", "no:cacheprovider", "-p", "tests.mutation.profile", "--hypothesis-profile=mutation"]
PYTEST += ["-m", "not slow and not java"]


@dataclass(frozen=True)
class Area:
    """What is changed, what must notice, and whether kernels run as plain Python meanwhile."""

    changed: tuple[str, ...]
    tests: tuple[str, ...]
    plain: bool


AREAS = {
    "evm": Area(("src/kaname/engine/evm/*",), ("tests/engine/evm",), plain=True),
    "cpm": Area(("src/kaname/engine/cpm/*",), ("tests/engine/cpm",), plain=False),
}


def copy_tree(to: Path, area: Area) -> None:
    """Copy what git knows, and name the area in the copy's pyproject.toml."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    for name in listed.stdout.splitlines():
        if (ROOT / name).is_file():
            (to / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, to / name)
    settings = {
        "source_paths": ["src"],
        "only_mutate": list(area.changed),
        "also_copy": ["bench"],  # networks and peers that tests share with it
        "pytest_add_cli_args": PYTEST,
        "pytest_add_cli_args_test_selection": list(area.tests),
        "timeout_multiplier": 2.0,  # the times it multiplies hold the compiling of kernels
    }
    lines = [f"{name} = {json.dumps(value)}" for name, value in settings.items()]
    with (to / "pyproject.toml").open("a", encoding="utf-8") as file:
        file.write("\n[tool.mutmut]\n" + "\n".join(lines) + "\n")


def judge(name: str, area: Area, only: list[str]) -> bool:
    """Run one area and print what survived; tell whether few enough did."""
    with tempfile.TemporaryDirectory(prefix=f"kaname-mutation-{name}-") as folder:
        copy_tree(Path(folder), area)
        data = os.environ.get("KANAME_REALDATA", str(ROOT.parent / "shared" / "data"))
        environment = os.environ | {"KANAME_REALDATA": data} | ({"NUMBA_DISABLE_JIT": "1"} if area.plain else {})
        mutmut = str(Path(sys.executable).with_name("mutmut"))
        done = subprocess.run(
            [mutmut, "run", "--max-children", "2", *only],
            cwd=folder,
            env=environment,
            stdout=subprocess.DEVNULL,
            check=False,
        )
        if done.returncode:
            print(f"{name}: mutmut ended with {done.returncode}: the tests must pass unchanged first")
            return False
        listed = subprocess.run(
            [mutmut, "results"], cwd=folder, env=environment, capture_output=True, text=True, check=True
        )
        print("\n".join(line for line in listed.stdout.splitlines() if not line.endswith("not checked")))
        return told(name, Path(folder) / "mutants" / "src")


def told(name: str, folder: Path) -> bool:
    """Print how many changes of each module and of all survived; tell whether few enough did."""
    alive = judged = 0
    for file in sorted(folder.rglob("*.py.meta")):
        codes = json.loads(file.read_text("utf-8"))["exit_code_by_key"].values()
        found = Counter(status_by_exit_code[code] for code in codes if code is not None)
        left, all_of_it = sum(found[status] for status in ALIVE), found.total() - found["skipped"]
        if all_of_it:
            print(f"{left:5} of {all_of_it:5}  {file.relative_to(folder).with_suffix('')}")
        alive, judged = alive + left, judged + all_of_it
    print(f"{name}: {alive} of {judged} changes survived ({alive / max(judged, 1):.1%}; at most {MOST_ALIVE:.0%})")
    return judged > 0 and alive <= MOST_ALIVE * judged


def main() -> int:
    """Judge the named areas, or all; return 1 when too many changes survive."""
    parser = argparse.ArgumentParser(prog="tests.mutation")
    parser.add_argument("areas", nargs="*", metavar="AREA", help=", ".join(AREAS))
    parser.add_argument("--only", nargs="*", default=[], help="names of mutants, as mutmut prints them")
    arguments = parser.parse_args()
    unknown = set(arguments.areas) - AREAS.keys()
    if unknown:
        parser.error(f"unknown area: {', '.join(sorted(unknown))}")
    passed = [judge(name, AREAS[name], arguments.only) for name in arguments.areas or AREAS]
    return 0 if all(passed) else 1


if __name__ == "__main__":
    sys.exit(main())
