"""Microsoft Project's own .mpp files on the import page: real ones, and what is said where Java is missing."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from test_import_pages import committed

from factories.people import make_company, make_user
from factories.schedule import make_document
from kaname.domains.people.enums import Role
from kaname.domains.schedule.models import Activity, Plan, Relation
from kaname.exchange.formats import read_plan
from kaname.exchange.kaname_json import write
from kaname.exchange.mpp import converting

pytestmark = [pytest.mark.django_db]
NAME = "OzBuild 16 Orig"
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


@pytest.fixture
def browser(settings, tmp_path) -> Client:
    settings.MEDIA_ROOT = tmp_path
    make_company()
    client = Client()
    client.force_login(make_user(Role.PMO_MANAGER))
    return client


def preview(client: Client, *files: tuple[str, bytes]) -> tuple[str, str]:
    """Send files; return the address of the preview and what it says."""
    plans = [SimpleUploadedFile(name, content) for name, content in files]
    answer = client.post("/import/", {"plans": plans})
    assert answer.status_code == 302, answer.content.decode()
    address = answer.headers["Location"]
    return address, " ".join(client.get(address).content.decode().split())


@pytest.mark.java
@pytest.mark.realdata
@pytest.mark.thorough
def test_a_real_mpp_becomes_the_same_plan_as_its_xml(browser, realdata):
    found = next(realdata.glob(f"msproject*/mpp/**/{NAME}.mpp"))
    address, said = preview(browser, (found.name, found.read_bytes()))
    assert "（Microsoft Project）" in said or "(Microsoft Project)" in said
    answer = committed(browser, address)
    assert answer.headers["Location"] == f"{address}result/"
    plan = Plan.objects.get()
    twin = read_plan(next(realdata.glob(f"msproject*/mspdi/**/{NAME}.mpp.mspdi.xml")))
    assert list(plan.activities.order_by("position").values_list("uid", "name")) == [
        (a.id, a.name) for a in twin.activities
    ]
    assert Relation.objects.filter(plan=plan).count() == len(twin.relations)
    assert Activity.objects.filter(plan=plan, finish=None).count() == 0


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("ja", "kaname[java]"), ("en", "Install kaname[java] and Java 17")],
)
def test_where_the_reader_is_missing_it_says_what_to_install_and_the_rest_goes_on(
    browser, monkeypatch, language, sentence
):
    monkeypatch.setattr(converting, "find_spec", lambda name: None)
    browser.cookies["kaname_language"] = language
    _, said = preview(browser, ("plan.mpp", COMPOUND), ("good.json", write(make_document({"設計": 3}))))
    assert sentence in said
    assert 'value="commit"' in said  # of the other file


@pytest.mark.java
@pytest.mark.realdata
@pytest.mark.thorough
def test_a_protected_mpp_is_refused_in_words(browser, realdata):
    protected = realdata / "msproject-templates" / "mpp" / "PasswordProtected.mpp"
    _, said = preview(browser, (protected.name, protected.read_bytes()))
    assert "パスワード" in said
    assert 'value="commit"' not in said
