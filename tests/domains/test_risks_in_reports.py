"""Risks in the weekly report and in the steering pack: as they stood on the report's date, within their pages."""

from datetime import timedelta
from io import BytesIO

import pytest
from pptx import Presentation

from factories.project import make_user_of
from factories.reports import BEFORE, FRIDAY, make_reported
from factories.risk import ANSWERED, SCORED, make_risk
from kaname.domains.people.enums import Role
from kaname.domains.project.models import Project
from kaname.domains.reporting.queries.reports import files, shelf
from kaname.exchange.reports.document import ReportDocument, Table

pytestmark = pytest.mark.django_db


@pytest.fixture
def project(monkeypatch) -> Project:
    return make_reported(monkeypatch)


@pytest.fixture
def pm(project):
    return make_user_of(project, Role.PROJECT_MANAGER)


def cells(document: ReportDocument, key: str) -> list[list[str]]:
    blocks = [b for s in document.sections if s.key == key for b in s.blocks if isinstance(b, Table)]
    return [[c.text for c in row.cells] for b in blocks for row in b.rows]


def recorded(project, owner):
    """A risk that rose by the report's date and ended a day later; six low ones."""
    way = (
        (BEFORE, ANSWERED | {"owner": owner, "event": "試験が終わらない"}),
        (FRIDAY, {"probability": 5}),
        (FRIDAY + timedelta(days=1), {"state": "closed"}),
    )
    high = make_risk(project, *way)
    for _ in range(6):
        make_risk(project, (FRIDAY, SCORED | {"probability": 1}))
    return high


def test_the_weekly_report_tells_counts_changes_and_the_five_highest(project, pm):
    high = recorded(project, pm.person)
    weekly = files.draft_document("weekly", project, FRIDAY, {}, pm)
    section = next(s for s in weekly.sections if s.key == "risks")
    assert section.answer[0] == "未終結7件、高・極高1件（うち対応なし0件）、期限超過0件。"
    assert "新規6、上昇1、低下0、終結0" in section.answer[1]
    rows = cells(weekly, "risks")
    assert (rows[0][0], rows[0][2], rows[0][3], rows[0][5]) == (high.code, "20 極高", "↑ 16→20", pm.person.name)
    assert len(rows) == 5
    assert files.draft_file(weekly, "pdf", FRIDAY).count(b"/Type /Page\n") <= 2


def test_an_earlier_report_tells_what_was_known_then(project, pm):
    recorded(project, pm.person)
    then = cells(files.draft_document("weekly", project, BEFORE, {}, pm), "risks")
    assert [(row[2], row[3]) for row in then] == [("16 高", "新規")]


def test_the_pack_has_the_highest_on_a_slide_and_ten_slides_still(project, pm):
    recorded(project, pm.person)
    pack = files.draft_document("steering", project, FRIDAY, {}, pm)
    assert cells(pack, "issues-and-risks")[0][0] == "試験が終わらない"
    assert len(Presentation(BytesIO(files.draft_file(pack, "pptx", FRIDAY))).slides) <= 10


def test_without_a_register_there_is_no_section(project, pm):
    for kind in ("weekly", "steering"):
        keys = {s.key for s in files.draft_document(kind, project, FRIDAY, {}, pm).sections}
        assert keys & {"risks", "issues-and-risks"} == set()


def test_who_may_not_read_the_register_sees_no_section(project, pm):
    recorded(project, pm.person)
    customer = make_user_of(project, Role.CLIENT)
    hidden = shelf.hidden_subjects(customer, project)
    document = files.draft_document("weekly", project, FRIDAY, {}, customer, hidden)
    assert [s.key for s in document.sections if s.key == "risks"] == []
