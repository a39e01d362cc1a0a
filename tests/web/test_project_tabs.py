"""The row of a project's tabs: all of them in the row for a phone, the last ones under "More" for wider windows."""

import re

import pytest
from django.test import Client

from factories.people import make_company, make_user
from factories.project import make_project, make_user_of
from kaname.domains.people.enums import Role
from kaname.web.shell.navigation import project_items

pytestmark = pytest.mark.django_db
FIT_NARROW, FIT_LAPTOP = 9, 12


@pytest.fixture(autouse=True)
def company() -> None:
    make_company()


def row(user, path: str) -> str:
    client = Client()
    client.force_login(user)
    page = client.get(f"{path}?lang=en").content.decode()
    return re.search(r'<nav class="tabs-row tabs-fold".*?</nav>', page, re.DOTALL)[0]


def test_what_has_no_room_stands_under_more_and_the_present_page_is_named():
    project, user = make_project(code="T1"), make_user(Role.PMO_MANAGER)
    items = [str(item.label) for item in project_items(user, project, "/")]
    shown = row(user, "/projects/T1/charter/")
    beside, under = shown.split("<details", 1)
    assert len(re.findall("<a ", beside)) == len(items) > FIT_LAPTOP
    assert len(re.findall("<a ", under)) == len(items) - FIT_NARROW
    assert beside.count('class="tab-mid"') == FIT_LAPTOP - FIT_NARROW
    assert "More" in under
    assert re.search(r'<span class="tab-late">: Charter</span></summary>', under)
    assert len(re.findall('aria-current="page"', under)) == 1


def test_few_tabs_have_no_more():
    project = make_project(code="T2")
    client = make_user_of(project, Role.CLIENT)
    items = project_items(client, project, "/")
    assert 0 < len(items) <= FIT_NARROW
    assert "<details" not in row(client, str(items[0].href))
