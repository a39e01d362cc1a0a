"""`python -m tests.postgresql [pytest words]`: the tests of domains and pages once more, on PostgreSQL.

Starts a server of its own where one is installed; where not, it says so and is content.
"""

import os
import subprocess
import sys

from tests.postgresql.cluster import cluster, why_not

TESTS = ["tests/domains", "tests/web"]


def main() -> int:
    """Run the tests; return pytest's status."""
    if reason := why_not():
        print(f"==> not tested on PostgreSQL: {reason}")
        return 1 if os.environ.get("CI") else 0
    with cluster() as address:
        print("==> on PostgreSQL", flush=True)
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-n",
            "2",
            "-m",
            "not slow and not browser and not thorough",
            *(sys.argv[1:] or TESTS),
        ]
        return subprocess.run(command, env=os.environ | {"KANAME_DATABASE_URL": address}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
