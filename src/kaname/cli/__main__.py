"""Run the command with `python -m kaname.cli`."""

import sys

from kaname.cli import main

if __name__ == "__main__":
    sys.exit(main())
