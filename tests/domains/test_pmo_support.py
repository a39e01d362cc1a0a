"""Support requests in the PMO's own report: counted in four weeks, in words of both languages and in every file."""

from datetime import date, datetime
from io import BytesIO
from zoneinfo import ZoneInfo

import openpyxl
import pytest
from django.utils import translation
from pptx import Presentation

from factories.people import make_company, make_person, make_user
from factories.project import make_project
from factories.reports import freeze
from factories.support import make_support, make_time
from kaname.domains.control.enums import SupportState
from kaname.domains.people.enums import Role
from kaname.domains.reporting.queries.reports import files
from kaname.domains.reporting.queries.reports.pmo_support import Support, section, support_of

pytestmark = pytest.mark.django_db
FRIDAY = date(2026, 11, 20)


def at(month: int, day: int) -> datetime:
    return datetime(2026, month, day, 23, 30, tzinfo=ZoneInfo("Asia/Tokyo"))


@pytest.fixture
def requests():
    make_company()
    project, helper, by = make_project(code="S1"), make_person(), make_user(Role.PMO_MANAGER)
    ended = {"accepted_by": by, "delivered_by": by, "state": SupportState.DELIVERED}
    kept = make_support(
        project, by, helper, asked=date(2026, 10, 26), until=date(2026, 11, 6), delivered_at=at(11, 6),
        **ended | {"accepted_at": at(10, 28)},
    )  # fmt: skip
    make_support(
        project, by, helper, asked=date(2026, 11, 2), wanted_by=date(2026, 11, 12), delivered_at=at(11, 13),
        **ended | {"accepted_at": at(11, 6)},
    )  # fmt: skip
    make_support(project, by, asked=date(2026, 11, 19))
    declined = {"state": SupportState.DECLINED, "closed_at": at(11, 20), "closed_by": by, "reason": "人がいません"}
    make_support(project, by, asked=date(2026, 11, 18), **declined)
    make_support(project, by, asked=date(2026, 11, 21))  # after the day
    make_support(project, by, asked=date(2026, 10, 1))  # still open from long before
    make_time(kept, "2.5", FRIDAY)
    return project


def test_what_was_asked_answered_handed_back_and_kept_is_counted(requests):
    assert support_of(FRIDAY) == Support(
        asked=4, answered=3, to_answer=2, handed=2, promised=2, kept=1, to_help=8, hours=2.5, open=4
    )
    assert support_of(date(2026, 10, 23)) == Support(1, 0, None, 0, 0, 0, None, 0.0, 1)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "4 requests for support came in; 1 of 2 were handed back by the day promised; 4 are open."),
        ("ja", "支援の依頼は4件、約束の日までの引き渡しは2件中1件、終わっていない依頼は4件です。"),
    ],
)
def test_the_section_says_so(requests, language, said):
    with translation.override(language):
        found = section(FRIDAY)
    assert found.answer == (said,)
    cells = [[cell.text for cell in line.cells[1:]] for line in found.blocks[0].rows]
    assert cells[0] == ["4", "1"]
    assert cells[4] == ["50%", "―"]


def test_a_company_without_requests_says_that_nobody_asked():
    make_company()
    with translation.override("en"):
        assert section(FRIDAY).answer == ("No project asked for support.",)


@pytest.mark.parametrize("ending", ["xlsx", "pptx", "pdf"])
def test_every_file_has_it(requests, ending):
    frozen = freeze(None, make_user(Role.PMO_MANAGER), kind="pmo")
    data = files.frozen_file(frozen, ending, "ja")
    if ending == "xlsx":
        sheet = next(s for s in openpyxl.load_workbook(BytesIO(data)) if "プロジェクトの支援" in s.title)
        rows = [[cell.value for cell in line[:3]] for line in sheet.iter_rows()]
        assert ["支援の依頼", 4, 1] in rows
    elif ending == "pptx":
        shown = [shape for slide in Presentation(BytesIO(data)).slides for shape in slide.shapes]
        tables = [shape.table for shape in shown if shape.has_table]
        assert ["支援の依頼", "4", "1"] in [[cell.text for cell in line.cells] for t in tables for line in t.rows]
    assert "プロジェクトの支援" in str(frozen.content["ja"])
    assert len(data) > 1000
