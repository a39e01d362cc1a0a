"""Plans keep everything that a document holds, and the dates computed from their rows are the file's."""

import pytest

from factories.project import make_project
from factories.schedule import make_plan
from kaname.domains.schedule.actions import plans
from kaname.domains.schedule.bridge import document_of
from kaname.domains.schedule.models import Plan
from kaname.engine.diagnostics import ProblemsFound
from kaname.exchange.compile import schedule_plan
from kaname.exchange.document import Activity, Relation
from kaname.exchange.formats import read_bytes, read_plan
from kaname.exchange.writers import as_held, plan_bytes

pytestmark = pytest.mark.django_db
DATES = ("early_start", "early_finish", "late_start", "late_finish", "total_float", "free_float", "critical")


def dates_of(document, policy=None):
    try:
        _, dates = schedule_plan(document, policy)
    except ProblemsFound as found:
        return [(d.code, d.subject) for d in found.diagnostics]
    return {name: getattr(dates, name).tolist() for name in (*DATES, "start", "finish")}


def kept(document):
    """Create a plan of a document, fetch it anew, and return the document of its rows."""
    plan = plans.create(project=make_project(), document=document, by=None)
    return document_of(Plan.objects.get(pk=plan.pk))


def files(realdata, pattern):
    return sorted(path for path in realdata.rglob(pattern) if path.is_file())


def check_file(path):
    document = read_plan(path)
    again = kept(document)
    assert again == document
    assert dates_of(again) == dates_of(document)
    written = read_bytes(plan_bytes(as_held(again, "x.xml"), "x.xml"), "x.xml")
    expected = read_bytes(plan_bytes(as_held(document, "x.xml"), "x.xml"), "x.xml")
    assert dates_of(written) == dates_of(expected)
    assert dates_of(kept(written)) == dates_of(written)


def test_a_plan_made_equal_to_a_newer_file_keeps_the_numbers_of_its_rows():
    plan = make_plan()
    numbers = dict(plan.activities.values_list("uid", "id"))
    newer = document_of(plan)
    newer.activities[1].duration = 9 * 480.0
    del newer.activities[2]
    newer.activities.append(Activity("9", "移行", number=4, duration=480.0))
    newer.activities[2].number = 3
    newer.relations = [Relation("1", "2", lag=480.0), Relation("2", "9")]
    plans.replace(plan=plan, document=newer, by=None, reason="次の版")
    again = document_of(Plan.objects.get(pk=plan.pk))
    assert again == newer
    left = dict(plan.activities.values_list("uid", "id"))
    assert {uid: left[uid] for uid in ("1", "2", "4")} == {uid: numbers[uid] for uid in ("1", "2", "4")}
    assert set(left) == {"1", "2", "4", "9"}
    assert Plan.objects.get(pk=plan.pk).version == 2


@pytest.mark.realdata
def test_one_real_plan_may_take_the_place_of_another(realdata):
    one, other = (read_plan(path) for path in sorted((realdata / "msproject-templates" / "mspdi").glob("*.xml"))[:2])
    plan = plans.create(project=make_project(), document=one, by=None)
    plans.replace(plan=plan, document=other, by=None, reason="")
    again = document_of(Plan.objects.get(pk=plan.pk))
    assert dates_of(again) == dates_of(other)
    for document in (again, other):
        for part in (document.relations, document.assignments, document.calendars):
            part.sort(key=str)
    assert again == other


SAMPLE = (
    "msproject-templates/mspdi/*.xml",
    "dslib/p2x/C2013-12*.p2x",
    "msproject-templates/p6/*.xer",
    "workbooks-ja/neos21/WBS.xlsx",
)


@pytest.mark.realdata
@pytest.mark.parametrize("pattern", SAMPLE)
def test_rows_give_back_what_real_files_hold(realdata, pattern):
    found = sorted(realdata.glob(pattern))
    assert found
    for path in found:
        check_file(path)


@pytest.mark.slow
@pytest.mark.realdata
def test_every_real_file_comes_back_from_rows(realdata):
    compared = 0
    endings = (".xml", ".p2x", ".xer", ".xlsx", ".rcp", ".sm", ".mm", ".sch")
    for path in sorted(p for p in realdata.rglob("*") if p.suffix.lower() in endings):
        try:
            document = read_plan(path)
        except ProblemsFound:
            continue  # not a plan, or broken: what readers say of it is tested with the readers
        if document.activities:
            check_file(path)
            compared += 1
    assert compared > 150
