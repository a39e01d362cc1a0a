"""The lower storeys work without a database, a web framework or a solver in memory."""

import subprocess
import sys

PROBE = """
import sys
from kaname.engine import Network, schedule, simulate, level
import kaname.exchange.formats
heavy = sorted(m for m in ("django", "ortools", "jpype", "jinja2") if m in sys.modules)
print(heavy)
"""


def test_engine_imports_neither_django_nor_solvers():
    done = subprocess.run([sys.executable, "-c", PROBE], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "[]", "")


def test_the_command_line_starts_without_compiling_or_loading_solvers():
    probe = (
        "import sys; from kaname.cli import parser; parser('ja'); "
        "print([m for m in ('ortools', 'numba', 'openpyxl', 'jpype') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "[]", "")
