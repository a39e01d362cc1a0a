"""The import contracts hold (the same as `make contracts`), so that `make test` alone is enough to know."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_storeys_are_kept():
    done = subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:]
