"""Other people's plans on the page: every file appears, whatever it holds."""

from pathlib import Path

import pytest

from kaname.cli.page.compute import facts_of
from kaname.cli.page.render import render
from kaname.cli.page.settings import Settings
from kaname.cli.page.text import plain
from kaname.cli.page.view import page

pytestmark = pytest.mark.realdata
KINDS = (
    "msproject-templates/mspdi/*.xml",
    "msproject-templates/p6/*.xer",
    "dslib/p2x/*.p2x",
    "workbooks-ja/neos21/*.xlsx",
)


@pytest.fixture(scope="module")
def plans(realdata: Path):
    paths = [p for kind in KINDS for p in sorted(realdata.glob(kind))]
    return [facts_of(p, Settings(iterations=100)) for p in paths]


def test_every_file_has_its_section_with_dates_or_problems(plans):
    assert len(plans) > 25
    silent = [f.file for f in plans if f.finish is None and not f.problems and f.work_rows]
    assert silent == []
    html = render(page(plans, "0.1", plain("")), "ja")
    assert (html.count('class="project"'), len(html.encode()) < 5_000_000) == (len(plans), True)


def test_computed_dates_are_within_reason(plans):
    computed = [f for f in plans if f.finish is not None]
    assert len(computed) > 20
    strange = [f.file for f in computed if not 1984 <= f.finish.year <= 2060]
    assert strange == []
    disordered = [
        f.file for f in computed if f.forecast and f.forecast.points[50].finish > f.forecast.points[80].finish
    ]
    assert disordered == []


def test_tracked_projects_end_when_their_last_report_says(plans):
    tracked = {f.file: f for f in plans if f.document is not None and f.document.tracking}
    assert len(tracked) >= 7
    for f in tracked.values():
        last = f.document.tracking[-1]
        assert f.status == last.status_date
        assert f.finish.date() <= last.status_date.date(), f.file
