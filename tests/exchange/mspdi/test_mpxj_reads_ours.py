"""Another program reads in what we write the same values as in the file that we read."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from kaname.exchange.formats import read_plan
from kaname.exchange.mspdi import write

pytestmark = [pytest.mark.java, pytest.mark.thorough]
SCRIPT = Path(__file__).parent / "mpxj_values.py"
RICH = Path(__file__).parent / "rich.xml"


def values(path: Path) -> dict:
    ended = subprocess.run([sys.executable, SCRIPT, path], capture_output=True, check=False)
    assert ended.returncode == 0, ended.stderr.decode()[-2000:]
    return json.loads(ended.stdout.decode("utf-8").strip().splitlines()[-1])


def check(path: Path, tmp_path: Path) -> None:
    ours = tmp_path / "ours.xml"
    ours.write_bytes(write(read_plan(path)))
    assert values(ours) == values(path)


def test_our_own_plan(tmp_path):
    check(RICH, tmp_path)


@pytest.mark.realdata
@pytest.mark.parametrize(
    "name",
    [
        "msproject-templates/mspdi/OzBuild 16 Orig.mpp.mspdi.xml",
        "msproject/mspdi/mspdirelations.xml",
        "msproject/mspdi/generated/calendar-recurring-exceptions/calendar-recurring-exceptions-project2010-mspdi.xml",
        "msproject/mspdi/generated/task-baselines/task-baselines-project2019-mspdi.xml",
    ],
)
def test_real_plans(realdata, name, tmp_path):
    check(realdata / name, tmp_path)
