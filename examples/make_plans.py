"""Writes the example plans of this folder: `python examples/make_plans.py`. The same bytes every time.

The company, its people and its projects are invented. Status date: 20 November 2026, the end of the day.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from build import build
from plans import core_system, datacentre, network, venture_app

from kaname.exchange.document import PlanDocument
from kaname.exchange.writers import write_plan

# one planner writes full names with a wide space, another without any: the page must know them for one person
_SPELLINGS = {
    core_system.FILE: {},
    venture_app.FILE: {"乙部": "乙部昂", "早瀬": "早瀬柊", "水城": "水城遥"},
    network.FILE: {"真鍋": "真鍋\u3000司", "水城": "水城\u3000遥", "梶原": "梶原\u3000亘"},
    datacentre.FILE: {},
}


def documents() -> list[PlanDocument]:
    """Return the example plans as documents, in the order of their numbers."""
    return [build(plan, _SPELLINGS[plan.FILE]) for plan in (core_system, venture_app, network, datacentre)]


def main(folder: Path = Path(__file__).parent) -> None:
    """Write every example file of this generator into a folder."""
    for document in documents():
        write_plan(document, folder / document.source)


if __name__ == "__main__":
    main()
