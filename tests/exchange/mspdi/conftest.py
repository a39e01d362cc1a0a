"""The plan of ours that uses everything the format has."""

from pathlib import Path

import pytest

from kaname.exchange.document import PlanDocument
from kaname.exchange.formats import read_plan


@pytest.fixture
def rich() -> PlanDocument:
    return read_plan(Path(__file__).parent / "rich.xml")
