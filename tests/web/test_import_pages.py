"""Import in the browser: files in, the preview, the commit, and what bad files do."""

import io
import re
import zipfile
from copy import deepcopy
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.core.files import uploadhandler
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from factories.people import make_company, make_person, make_user
from factories.project import make_project, make_user_of
from factories.schedule import make_document
from kaname.domains.core.models import AuditEvent, Job
from kaname.domains.people.enums import Role
from kaname.domains.project.models import Project
from kaname.domains.schedule.models import Plan
from kaname.exchange.document import Activity, ActivityKind
from kaname.exchange.kaname_json import write

pytestmark = pytest.mark.django_db
CORPUS = Path(__file__).parents[1] / "corpus"
OZBUILD = "msproject-templates/mspdi/OzBuild 16 Orig.mpp.mspdi.xml"
PLAIN = sorted(p.name for p in CORPUS.iterdir() if p.is_file() and p.name != "README.md")


@pytest.fixture(autouse=True)
def company(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    make_company()


@pytest.fixture
def manager():
    return make_user(Role.PMO_MANAGER)


@pytest.fixture
def browser(manager) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.cookies["kaname_language"] = "en"
    client.force_login(manager)
    return client


def file(content: bytes, name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def sent(client: Client, *files: SimpleUploadedFile) -> str:
    """Send files; return the address of the preview."""
    answer = client.post("/import/", {"plans": list(files)})
    assert answer.status_code == 302, answer.content.decode()
    return answer.headers["Location"]


def fields_of(html: str) -> dict[str, str]:
    """What a browser would post of the form as it stands."""
    found = {}
    for tag in re.findall(r"<input [^>]*>", html):
        name, kind = re.search(r'name="([^"]*)"', tag), re.search(r'type="([^"]*)"', tag)
        value = re.search(r'value="([^"]*)"', tag)
        if name and kind and kind[1] not in ("radio", "file", "submit", "search"):
            found[name[1]] = value[1] if value else ""
    for name, options in re.findall(r'<select name="([^"]*)"[^>]*>(.*?)</select>', html, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)"[^>]*selected', options)
        found[name] = chosen[1] if chosen else ""
    return found


def committed(client: Client, address: str, **more: str):
    page = client.get(address).content.decode()
    return client.post(address, fields_of(page) | more | {"do": "commit"})


def test_three_files_at_once_become_projects_with_links(browser, realdata):
    other = file(write(make_document({"設計": 3, "製造": 5})), "second.json")
    third = file((CORPUS / "workbook-hierarchy-codes.xlsx").read_bytes(), "wbs.xlsx")
    address = sent(browser, file((realdata / OZBUILD).read_bytes(), "oz.xml"), other, third)
    page = browser.get(address).content.decode()
    assert "3 files: 3 new projects. Nothing is written yet." in " ".join(page.split())
    assert "20 activities, 17 relations, 7 resources (Microsoft Project XML)" in page
    answer = committed(browser, address)
    assert answer.headers["Location"] == f"{address}result/"
    result = browser.get(answer.headers["Location"]).content.decode()
    assert re.findall(r'href="/projects/(\w+)/"', result) == ["PJ001", "PJ002", "PJ003"]
    assert [p.name for p in Project.objects.all()][:2] == ["Wilson International Bid", "見本"]
    assert browser.get(address).headers["Location"] == f"{address}result/"


def test_the_same_file_twice_is_nothing_to_do(browser):
    content = write(make_document({"設計": 3}))
    committed(browser, sent(browser, file(content, "a.json")))
    page = browser.get(sent(browser, file(content, "a.json"))).content.decode()
    assert "Nothing to do: this very file was imported last" in page
    assert "There is nothing to do." in page
    assert 'value="commit"' not in page


def test_a_finish_that_differs_is_explained(browser):
    document = make_document({"設計": 3, "製造": 5}, [("設計", "製造")])
    document.project.finish = document.project.start.replace(day=30)
    document.activities[1].stored.finish = document.project.finish
    page = browser.get(sent(browser, file(write(document), "a.json"))).content.decode()
    assert "The file says Mon 30 Nov 2026; computed by its own rules, the plan finishes on Wed 25 Nov 2026." in page
    assert "The earliest is “製造”: Mon 30 Nov 2026 in the file, Wed 25 Nov 2026 computed" in page


def two_versions(browser) -> str:
    """A plan imported, edited here, and sent again in a newer version; the address of its preview."""
    base = make_document({"設計": 3, "製造": 5, "試験": 2}, [("設計", "製造"), ("製造", "試験")])
    committed(browser, sent(browser, file(write(base), "plan.json")))
    plan = Plan.objects.get()
    plan.activities.filter(name="製造").update(duration=6 * 4800)
    plan.activities.filter(name="試験").update(name="総合試験")
    theirs = deepcopy(base)
    theirs.activities[0].duration = 4 * 480.0
    theirs.activities[1].duration = 8 * 480.0
    return sent(browser, file(write(theirs), "plan.json"))


def test_a_conflict_waits_for_a_choice(browser):
    address = two_versions(browser)
    page = browser.get(address).content.decode()
    assert "1 conflict waits for your decision." in page
    assert "1 row edited here stays as it is." in page
    refused = committed(browser, address)
    assert refused.status_code == 422
    assert "Some conflicts are not decided." in refused.content.decode()
    answer = committed(browser, address, **{"0:activities:2:duration": "theirs"})
    assert answer.status_code == 302
    rows = Plan.objects.get().activities.order_by("position").values_list("name", "duration")
    assert list(rows) == [("設計", 4 * 4800), ("製造", 8 * 4800), ("総合試験", 2 * 4800)]


def test_another_value_can_be_typed_for_a_conflict(browser):
    address = two_versions(browser)
    choice = {"0:activities:2:duration": "other", "0=activities:2:duration": "x"}
    wrong = committed(browser, address, **choice)
    assert (wrong.status_code, "Type a number." in wrong.content.decode()) == (422, True)
    committed(browser, address, **choice | {"0=activities:2:duration": "7"})
    assert Plan.objects.get().activities.get(name="製造").duration == 7 * 4800


def test_a_value_that_is_typed_is_meant_and_its_days_are_the_plans_own(browser):
    """A day of 7.5 hours: 5 days are 37.5 hours, written 2,250 minutes."""
    base = make_document({"設計": 4})
    base.project.minutes_per_day = 450.0
    base.activities[0].duration = 4 * 450.0
    committed(browser, sent(browser, file(write(base), "plan.json")))
    Plan.objects.get().activities.update(duration=6 * 4500)
    theirs = deepcopy(base)
    theirs.activities[0].duration = 8 * 450.0
    address = sent(browser, file(write(theirs), "plan.json"))
    page = browser.get(address).content.decode()
    assert re.findall(r"<b>(\d+ d)</b>", page) == ["8 d", "6 d"]
    assert committed(browser, address, **{"0=activities:1:duration": "５"}).status_code == 302
    assert Plan.objects.get().activities.get().duration == 5 * 4500


def test_a_row_that_was_removed_there_and_changed_here_says_how(browser):
    base = make_document({"設計": 3, "製造": 5})
    committed(browser, sent(browser, file(write(base), "plan.json")))
    Plan.objects.get().activities.filter(name="製造").update(duration=6 * 4800)
    theirs = deepcopy(base)
    del theirs.activities[1]
    page = browser.get(sent(browser, file(write(theirs), "plan.json"))).content.decode()
    assert re.findall(r"<li>([^<]*→[^<]*)</li>", page) == ["duration: 5 d → 6 d"]
    assert "Where nothing is chosen:" not in page  # one conflict needs no button for all


def test_a_row_moved_on_both_sides_is_told_by_names(browser):
    base = make_document({"設計": 3, "製造": 5, "試験": 2})
    for row in base.activities[:2]:
        row.kind = ActivityKind.SUMMARY
    base.activities.append(Activity("9", "検討", outline_level=1, duration=480.0))
    committed(browser, sent(browser, file(write(base), "plan.json")))
    theirs = deepcopy(base)
    moved = theirs.activities.pop()
    theirs.activities.insert(1, replace(moved, parent_id="1", outline_level=2))
    rows = Plan.objects.get().activities
    rows.filter(name="検討").update(parent=rows.get(name="製造"), outline_level=2, position=2)
    rows.filter(name="試験").update(position=3)
    page = browser.get(sent(browser, file(write(theirs), "plan.json"))).content.decode()
    assert re.findall(r"<b>([^<]*)</b></label>", page) == ["設計", "製造"]


def test_all_that_nobody_has_chosen_is_chosen_at_once(browser):
    base = make_document({"設計": 3, "製造": 5, "試験": 2})
    committed(browser, sent(browser, file(write(base), "plan.json")))
    for n, row in enumerate(Plan.objects.get().activities.all()):
        row.duration = (10 + n) * 4800
        row.save()
    theirs = deepcopy(base)
    for n, row in enumerate(theirs.activities):
        row.duration = (20 + n) * 480.0
    address = sent(browser, file(write(theirs), "plan.json"))
    page = browser.get(address).content.decode()
    one = {"0:activities:2:duration": "ours"}
    answer = browser.post(address, fields_of(page) | one | {"do": "theirs:0"})
    chosen = dict(re.findall(r'name="0:(\S+)" value="(\w+)" checked', answer.content.decode()))
    expected = {"activities:1:duration": "theirs", "activities:2:duration": "ours", "activities:3:duration": "theirs"}
    assert (answer.status_code, chosen, Plan.objects.get().activities.get(name="設計").duration) == (
        200,
        expected,
        48000,
    )


def test_a_file_can_be_sent_elsewhere_or_left_out(browser):
    address = two_versions(browser)
    page = browser.get(address).content.decode()
    looked = browser.post(address, fields_of(page) | {"0-target": "new", "do": "look"})
    assert (looked.status_code, "New project" in looked.content.decode()) == (200, True)
    browser.post(address, fields_of(page) | {"0-target": "skip", "do": "commit"})
    assert Project.objects.count() == 1
    assert Job.objects.first().result[0]["step"] == "skip"


def test_every_mistake_of_the_form_stands_beside_its_field(browser):
    make_project(code="A-01")
    address = sent(browser, file(write(make_document({"設計": 3})), "a.json"))
    answer = committed(browser, address, **{"0-code": "A-01", "0-name": " ", "0-manager": ""})
    page = answer.content.decode()
    assert answer.status_code == 422
    for text in ("with this code already", "Give the new project a name.", "Choose who answers"):
        assert page.count(text) == 2, text  # at the top and beside the field
    assert Plan.objects.count() == 0


@pytest.mark.thorough
@pytest.mark.parametrize("name", PLAIN)
def test_a_file_of_the_corpus_says_its_sentence_and_writes_nothing(browser, name):
    address = sent(browser, file((CORPUS / name).read_bytes(), name))
    answer = browser.get(address)
    page = answer.content.decode()
    reading = Job.objects.get().result[0]
    codes = {d["code"] for d in reading["diagnostics"]}
    refused = any(d["severity"] == "error" for d in reading["diagnostics"])
    assert answer.status_code == 200
    assert Path(name).stem in codes
    assert ("Refused" in page, 'value="commit"' in page) == (refused, not refused)
    assert (Project.objects.count(), Plan.objects.count()) == (0, 0)


def test_bad_files_in_japanese_say_what_to_do(browser):
    content = (CORPUS / "xml-not-well-formed.xml").read_bytes()
    page = browser.get(sent(browser, file(content, "壊れ.xml")) + "?lang=ja").content.decode()
    assert "取り込めません" in page
    assert "壊れ.xml は" in page


def test_more_than_the_limit_is_left_out_with_a_sentence(browser, settings):
    settings.UPLOAD_LIMIT = 2**20
    answer = browser.post("/import/", {"plans": [file(b"x" * 2**21, "big.xml")]})
    assert answer.status_code == 422
    assert "Together the files are larger than 1 MB." in answer.content.decode()
    assert Job.objects.count() == 0


@pytest.mark.parametrize("path", ["/accounts/login/", "/projects/S1/cost/actuals/import/", "/nowhere/"])
def test_the_limit_holds_for_strangers_at_every_address(settings, monkeypatch, path):
    kept = []
    monkeypatch.setattr(uploadhandler, "TemporaryUploadedFile", lambda *args: kept.append(args))
    settings.UPLOAD_LIMIT = 2**20
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 0  # whatever is kept is kept on the disk
    stranger = Client(enforce_csrf_checks=True, raise_request_exception=False)
    stranger.cookies[settings.CSRF_COOKIE_NAME] = "x" * 32  # so that the token is looked for in the upload
    assert stranger.post(path, {"plans": [file(b"x" * 2**21, "big.xml")]}).status_code in (403, 404)
    assert kept == []


def test_a_file_of_actuals_that_is_too_large_is_told_so(settings):
    settings.UPLOAD_LIMIT = 2**20
    project = make_project()
    client = Client()
    client.force_login(make_user_of(project, Role.PMO_CONTROLLER))
    path = f"/projects/{project.code}/cost/actuals/import/?lang=en"
    answer = client.post(path, {"file": file(b"x" * 2**21, "big.csv")})
    assert (answer.status_code, "The file is larger than 1 MB." in answer.text) == (422, True)


def test_a_zip_bomb_is_refused_before_it_is_unpacked(browser):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * 60_000_000)
    page = browser.get(sent(browser, file(packed.getvalue(), "bomb.xlsx"))).content.decode()
    assert "was refused for safety" in page


def test_a_picture_is_not_a_plan(browser):
    page = browser.get(sent(browser, file(b"\x89PNG\r\n\x1a\n" + bytes(200), "plan.xml"))).content.decode()
    assert "is not of a format that can be read" in page


def test_no_file_at_all_is_told(browser):
    answer = browser.post("/import/", {})
    assert (answer.status_code, "Choose at least one file." in answer.content.decode()) == (422, True)


def test_a_token_is_asked_for(manager):
    client = Client(enforce_csrf_checks=True)
    client.force_login(manager)
    answer = client.post("/import/", {"plans": [file(b"x", "a.xml")]})
    assert (answer.status_code, Job.objects.count()) == (403, 0)


def test_another_users_import_does_not_exist(browser):
    address = sent(browser, file(write(make_document({"設計": 3})), "a.json"))
    stranger = Client()
    stranger.force_login(make_user(Role.PMO_MANAGER))
    for page in (address, f"{address}result/", f"/jobs/{Job.objects.get().pk}/"):
        assert stranger.get(page).status_code == 404


def test_who_may_not_import_is_told_and_refused():
    client = Client()
    client.force_login(make_user_of(make_project(), Role.MEMBER))
    assert "取り込めません" in client.get("/import/").content.decode()
    assert client.post("/import/", {"plans": [file(b"x", "a.xml")]}).status_code == 403


def test_a_project_manager_is_offered_only_their_own_project():
    mine, other = make_project(code="A-01"), make_project(code="A-02")
    client = Client()
    client.force_login(make_user_of(mine, Role.PROJECT_MANAGER))
    page = client.get(sent(client, file(write(make_document({"設計": 3})), "a.json"))).content.decode()
    assert re.findall(r'<option value="([^"]*)"', page) == ["A-01", "skip"]
    assert other.code not in page


def test_a_new_project_may_be_anothers(browser):
    manager = make_person(name="山田 一郎")
    address = sent(browser, file(write(make_document({"設計": 3}, manager="山田一郎")), "a.json"))
    committed(browser, address)
    held = Project.objects.get().members.get()
    assert held.person == manager
    assert AuditEvent.objects.filter(verb="plan.import", project_id=held.project_id).count() == 1


def test_large_files_are_read_by_a_worker(browser, settings):
    settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.dummy.DummyBackend"}}
    days = {f"作業 {n}": 1.0 for n in range(2001)}
    address = sent(browser, file(write(make_document(days)), "large.json"))
    page = browser.get(address).content.decode()
    assert "The files are being read." in page
    assert 'hx-trigger="every 1s"' in page
    part = browser.get(address, headers={"HX-Request": "true"}).content.decode()
    assert (part.lstrip()[:17], "<html" in part) == ('<div id="reading"', False)


def test_remarks_of_one_kind_stand_together_and_open_where_they_warn(browser):
    rows = "".join(f"設計{n},2026/4/{n},来週\n" for n in range(1, 5))
    page = browser.get(sent(browser, file(f"作業名,開始日,終了日\n{rows}".encode(), "plan.csv"))).content.decode()
    [remarks] = re.findall(r"<details open><summary>\s*(\d+) remarks about the file", page)
    [kind] = re.findall(r"<details><summary>\s*(\d+) more of this kind", page)
    assert (int(remarks) < 8, kind) == (True, "3")
    assert page.count("is no date and was left out") == 4


def test_the_manager_of_a_plan_that_begins_in_the_future_answers_from_today(browser, manager):
    document = make_document({"設計": 3})
    document.project.start = document.project.start.replace(year=2031)
    committed(browser, sent(browser, file(write(document), "future.json")))
    assert manager.person.memberships.get().valid_from == date(2026, 11, 20)


def test_a_file_with_unreadable_values_is_imported_and_tells_each(browser):
    rows = "".join(
        f"<Task><UID>{n}</UID><ID>{n}</ID><Name>作業{n}</Name><OutlineLevel>1</OutlineLevel><Duration>PT8H0M0S</Duration>"
        f"<Deadline>4月{n}日</Deadline><Cost>約百円</Cost></Task>\n"
        for n in (1, 2)
    )
    plan = (
        f'<Project xmlns="http://schemas.microsoft.com/project"><Title>移行</Title>\n<Tasks>\n{rows}</Tasks></Project>'
    )
    address = sent(browser, file(plan.encode(), "移行.xml"))
    english = browser.get(address).content.decode()
    for line, task, day in ((3, 1, 1), (4, 2, 2)):
        told = f"The Deadline “4月{day}日” of Task {task} (line {line}) is not a date that exists, so it was left out"
        assert told.replace("“", "&quot;").replace("”", "&quot;") in english
        assert (
            f"The Cost &quot;約百円&quot; of Task {task} (line {line}) is not a number, so it was left out." in english
        )
    japanese = browser.get(f"{address}?lang=ja").content.decode()
    assert "Task 1（3行目）の Deadline「4月1日」は実在する日付ではないため、この値を除いて読みました。" in japanese
    assert committed(browser, address).headers["Location"] == f"{address}result/"
    activities = Plan.objects.get().activities.order_by("position")
    assert [(a.name, a.deadline) for a in activities] == [("作業1", None), ("作業2", None)]
