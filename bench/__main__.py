"""Run the benchmarks: `python -m bench [NAME...] [--small] [--write]`.

Each module of this folder that has ``run(small) -> list[Row]`` is a benchmark; its docstring is the section's text.
``--small`` takes seconds and is what CI runs; ``--write`` writes the section into docs/benchmarks.md.
"""

import argparse
import pkgutil
import platform
import subprocess
import sys
import time
from importlib import import_module
from pathlib import Path

PAGE = Path(__file__).parent.parent / "docs" / "benchmarks.md"
HEAD = """# Benchmarks

Every number below is printed by `make bench` (one section: `.venv/bin/python -m bench NAME --write`), which measures
peers and limits in the same run on the same machine. Ratios are what to compare; seconds depend on the machine.
"""


def section(name: str, text: str, rows: list, seconds: float) -> str:
    """Return one section of the page as Markdown."""
    lines = [
        f"## {name}",
        "",
        text.strip(),
        "",
        f"`python -m bench {name}`, {seconds:.0f} s, {platform.machine()}, "
        f"2 cores, Python {platform.python_version()}, {time.strftime('%Y-%m-%d')}.",
        "",
        "| what | measured | target | met | note |",
        "|---|---|---|---|---|",
    ]
    mark = {True: "yes", False: "**no**", None: "-"}
    lines += [f"| {r.what} | {r.measured} | {r.target} | {mark[r.met]} | {r.note} |" for r in rows]
    return "\n".join(lines) + "\n"


def write(sections: dict[str, str]) -> None:
    """Replace the sections in docs/benchmarks.md, keeping those that were not run."""
    old = {}
    if PAGE.exists():
        for part in PAGE.read_text(encoding="utf-8").split("\n## ")[1:]:
            old[part.split("\n", 1)[0].strip()] = "## " + part.rstrip() + "\n"
    PAGE.write_text(HEAD + "\n" + "\n".join((old | sections)[k] for k in sorted(old | sections)), encoding="utf-8")


def each_alone(names: list[str], words: list[str]) -> int:
    """Run each benchmark in a process of its own: Django is set up for one database a process."""
    return max(subprocess.run([sys.executable, "-m", "bench", name, *words], check=False).returncode for name in names)


def main() -> int:
    """Run the named benchmarks, or all; return 1 when a target was missed."""
    here = Path(__file__).parent
    names = sorted(m.name for m in pkgutil.iter_modules([str(here)]) if m.name not in ("__main__", "harness"))
    parser = argparse.ArgumentParser(prog="bench")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(names))
    parser.add_argument("--small", action="store_true", help="seconds instead of minutes; nothing counts as missed")
    parser.add_argument("--write", action="store_true", help="write the sections into docs/benchmarks.md")
    arguments = parser.parse_args()
    unknown = set(arguments.names) - set(names)
    if unknown:
        parser.error(f"unknown benchmark: {', '.join(sorted(unknown))}")
    chosen = arguments.names or names
    if len(chosen) > 1:
        return each_alone(chosen, [word for word in ("--small", "--write") if getattr(arguments, word[2:])])
    sections, missed = {}, 0
    for name in chosen:
        module = import_module(f"bench.{name}")
        if not hasattr(module, "run"):
            continue
        start = time.perf_counter()
        rows = module.run(small=arguments.small)
        sections[name] = section(name, module.__doc__ or "", rows, time.perf_counter() - start)
        print(sections[name], flush=True)
        missed += sum(r.met is False for r in rows)
    if arguments.write:
        write(sections)
    return 1 if missed and not arguments.small else 0


if __name__ == "__main__":
    sys.exit(main())
