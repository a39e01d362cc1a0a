"""Quality in the weekly report and the steering pack: as of the report's date, nothing where nothing is recorded."""

from datetime import date, timedelta

import pytest

from factories.people import make_user
from factories.project import make_project
from factories.quality import make_defect, make_gate, make_measure, make_metric, make_reading
from factories.reports import AS_OF, BEFORE, make_reported
from kaname.domains.people.enums import Role, Subject
from kaname.domains.project.models import Project
from kaname.domains.reporting.queries.reports.composing import compose
from kaname.domains.reporting.queries.whole import Part, Whole, fill

pytestmark = pytest.mark.django_db


@pytest.fixture
def project(monkeypatch) -> Project:
    return make_reported(monkeypatch)


def rows(project: Project, day: date = AS_OF) -> dict[str, list[str]]:
    document = compose("weekly", project, day)
    (section,) = [s for s in document.sections if s.key == "qcd"]
    found = {r.key: r for r in section.blocks[0].rows}
    return {key: [c.text for c in found[key].cells] for key in ("metrics", "defects") if key in found}


def test_the_table_tells_metrics_and_defects_beside_the_date_before(project):
    measure = make_measure(project)
    make_reading(measure, 1.5, BEFORE)
    make_reading(measure, 3.0, AS_OF)
    make_defect(project, [("raised", BEFORE - timedelta(7))], "s1")
    make_defect(project, [("raised", AS_OF)])
    found = rows(project)
    assert found["metrics"][1:] == ["範囲外の指標（全1指標）", "0", "1", "1", "0", "▲黄"]
    assert found["defects"][1:] == ["未決着の不具合（うちS1 1件）", "―", "2", "1", "1", "●赤"]
    assert rows(project, BEFORE)["metrics"][3] == "0"


def test_without_records_there_is_no_row_and_no_slide(project):
    assert rows(project) == {}
    assert "quality" not in {s.key for s in compose("steering", project, AS_OF).sections}


def test_the_slide_names_metrics_defects_and_the_last_gate(project):
    make_reading(make_measure(project, make_metric(name="指摘密度")), 3.0)
    make_defect(project, title="止まる", severity="s1")
    make_defect(project, [("raised", BEFORE), ("fixing", BEFORE), ("closed", AS_OF)], "s1", title="直った")
    gate = make_gate(project, "conditional", BEFORE)
    document = compose("steering", project, AS_OF)
    (slide,) = [s for s in document.sections if s.key == "quality"]
    assert slide.subject == Subject.QUALITY.value
    assert "条件付合格" in slide.answer[1] and gate.phase.name in slide.answer[1]
    metrics, defects = slide.blocks
    assert [c.text for c in metrics.rows[0].cells] == ["指摘密度", "1–2", "3", "―", "▲黄"]
    assert ["止まる" in row.cells[0].text for row in defects.rows] == [True]
    assert len(document.sections) <= 9


def test_a_programme_adds_up_what_is_open_and_what_is_out(project):
    make_reading(make_measure(project), 3.0)
    make_defect(project, [("raised", AS_OF)])
    make_defect(project, [("raised", BEFORE), ("closed", AS_OF)])
    other = make_project(code="OTHER")
    make_defect(other, [("raised", AS_OF)])
    parts = {each.pk: Part(each) for each in (project, other)}
    fill(make_user(Role.PMO_MANAGER), parts, AS_OF)
    assert (parts[project.pk].defects, parts[project.pk].metrics) == ((2, 1), (1, 1))
    assert (parts[other.pk].defects, parts[other.pk].metrics) == ((1, 1), None)
    assert Whole(AS_OF, list(parts.values())).pairs[2:] == ((3, 2), (1, 1))
