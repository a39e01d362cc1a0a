"""`kaname import` and `kaname export`: what they print, what they write, how they end."""

import json
from copy import deepcopy
from pathlib import Path

import pytest

from factories.people import make_company, make_person, make_user
from factories.project import make_project, make_user_of
from factories.schedule import make_document
from kaname.cli import main
from kaname.domains.core.models import AuditEvent
from kaname.domains.people.enums import Role
from kaname.domains.project.models import Project
from kaname.domains.schedule.models import Activity, Plan
from kaname.exchange.formats import read_plan
from kaname.exchange.kaname_json import write

pytestmark = pytest.mark.django_db
CORPUS = Path(__file__).parents[1] / "corpus"
OZBUILD = "msproject-templates/mspdi/OzBuild 16 Orig.mpp.mspdi.xml"


@pytest.fixture(autouse=True)
def company(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    make_company()
    make_person(code="P9", name="責任者")


def kaname(capsys, *words: object) -> tuple[int, str, str]:
    status = main(["--lang", "en", *map(str, words)])
    return (status, *capsys.readouterr())


def kept(tmp_path: Path, document, name: str = "plan.json") -> Path:
    (tmp_path / name).write_bytes(write(document))
    return tmp_path / name


def test_files_become_projects_and_again_nothing_happens(realdata, capsys, tmp_path):
    other = kept(tmp_path, make_document({"設計": 3}))
    words = ("import", realdata / OZBUILD, other, "--manager", "P9")
    status, said, _ = kaname(capsys, *words)
    assert (status, said.splitlines()) == (
        0,
        [
            f"{Path(OZBUILD).name}: new project PJ001 Wilson International Bid, finish 2009-01-22",
            "plan.json: new project PJ002 見本, finish 2026-11-18",
        ],
    )
    events = AuditEvent.objects.count()
    status, said, _ = kaname(capsys, *words)
    assert (status, AuditEvent.objects.count()) == (0, events)
    assert said.splitlines()[1] == "plan.json: nothing to do; PJ002 has it already"


def test_the_answer_as_json(capsys, tmp_path):
    path = kept(tmp_path, make_document({"設計": 3}))
    status, said, _ = kaname(capsys, "import", path, "--project", "A-01", "--manager", "P9", "--json")
    answer = json.loads(said)
    assert (status, answer["committed"]) == (0, True)
    assert [(f["file"], f["project"], f["step"], f["finish"]) for f in answer["files"]] == [
        ("plan.json", "A-01", "new", "2026-11-18")
    ]


def test_one_refused_file_and_nothing_is_written(capsys, tmp_path):
    good = kept(tmp_path, make_document({"設計": 3}))
    status, said, why = kaname(capsys, "import", good, CORPUS / "xml-not-well-formed.xml", "--manager", "P9")
    assert (status, said, Project.objects.count()) == (2, "", 0)
    assert "[xml-not-well-formed]" in why
    assert "Nothing was written: a file was refused." in why


def test_a_missing_file_is_told(capsys):
    status, _, why = kaname(capsys, "import", "nowhere.xml")
    assert (status, "There is no file nowhere.xml." in why) == (2, True)


@pytest.mark.parametrize(("side", "days"), [("--theirs", 8), ("--ours", 6)])
def test_conflicts_wait_unless_a_side_is_given(capsys, tmp_path, side, days):
    base = make_document({"設計": 3, "製造": 5})
    kaname(capsys, "import", kept(tmp_path, base), "--manager", "P9")
    plan = Plan.objects.get()
    plan.activities.filter(name="製造").update(duration=6 * 4800)
    theirs = deepcopy(base)
    theirs.activities[1].duration = 8 * 480.0
    path = kept(tmp_path, theirs)
    status, said, why = kaname(capsys, "import", path)
    assert (status, said) == (1, "plan.json: 製造: duration: last 2400.0, new 3840.0, here 2880.0\n")
    assert "Nothing was written: 1 conflicts." in why
    assert kaname(capsys, "import", path, side)[0] == 0
    assert Activity.objects.get(name="製造").duration == days * 4800


def test_rights_count_when_an_account_is_named(capsys, tmp_path):
    path = kept(tmp_path, make_document({"設計": 3}))
    member = make_user_of(make_project(), Role.MEMBER, email="member@example.com")
    status, _, why = kaname(capsys, "import", path, "--as", member.email)
    assert (status, "your roles do not allow this" in why, Plan.objects.count()) == (2, True, 0)
    make_user(Role.PMO_MANAGER, email="manager@example.com")
    assert kaname(capsys, "import", path, "--as", "manager@example.com")[0] == 0
    assert AuditEvent.objects.filter(verb="plan.import").get().actor_name != "system"


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("--as", "nobody@example.com"), "There is no account nobody@example.com."),
        (("--manager", "X"), "There is no person X who can manage a project."),
        ((), "A new project needs a project manager."),
    ],
)
def test_bad_use_says_what_was_expected(capsys, tmp_path, words, reason):
    status, _, why = kaname(capsys, "import", kept(tmp_path, make_document({"設計": 3})), *words)
    assert (status, reason in why) == (2, True)


def test_export_writes_the_dates_and_lists_what_is_lost(capsys, tmp_path):
    kaname(capsys, "import", kept(tmp_path, make_document({"設計": 3})), "--project", "A-01", "--manager", "P9")
    status, said, _ = kaname(capsys, "export", "A-01", "-o", tmp_path / "out.xml")
    assert (status, said.splitlines()[0]) == (0, f"Wrote {tmp_path / 'out.xml'}.")
    row = read_plan(tmp_path / "out.xml").activities[0]
    assert (row.name, row.stored.finish.isoformat()) == ("設計", "2026-11-18T17:00:00")
    assert kaname(capsys, "export", "A-01", "-o", tmp_path / "out.doc")[0] == 2
    assert kaname(capsys, "export", "B-99", "-o", tmp_path / "out.xml")[0] == 2
