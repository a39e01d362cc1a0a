"""The whole board stands on a laptop's screen, also in English, whose names are longer."""

from datetime import date

import pytest
from chromium import LAPTOP
from django.test import Client
from pages import SPILLS, styles_are_built, visit
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from factories.board import evening, make_answer, make_milestone
from factories.people import AS_OF, make_company, make_person, make_unit, make_user
from factories.project import make_project
from kaname.domains.people.enums import Role

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.allow_hosts(["127.0.0.1", "::1", "localhost"]),
    pytest.mark.skipif(not styles_are_built(), reason="the styles are not built (npm run build in frontend/)"),
    pytest.mark.thorough,
]
WIDER = "() => [...document.querySelectorAll('.table-box')].map((e) => e.scrollWidth - e.clientWidth)"


def test_no_column_of_the_board_is_cut_off_on_a_laptop(chromium: Browser, live_server: LiveServer, monkeypatch):
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright's loop runs in the thread of the database
    make_company(as_of=AS_OF, is_demo=True)
    unit = make_unit(name="人事総務部", name_en="Human Resources and General Affairs")
    manager = make_person(name="野々村 剛", name_en="Tsuyoshi Nonomura")
    project = make_project(
        manager, "S26-03", name="人事給与のクラウド移行", name_en="Warehouse management system", unit=unit,
        status="executing", declared_health="green",
    )  # fmt: skip
    answer = {"computed_health": "red", "overdue_count": 13, "status_date": evening(AS_OF)}
    plan = make_answer(project, date(2027, 2, 22), date(2026, 11, 26), **answer)
    make_milestone(plan, "G1 execution plan approved", date(2026, 12, 11))
    client = Client()
    client.force_login(make_user(Role.PMO_MANAGER))
    visitor = visit(chromium, live_server.url, client, viewport=LAPTOP)
    for language in ("ja", "en"):
        page = visitor.open(f"/portfolio/?lang={language}")
        assert (language, page.evaluate(WIDER), page.evaluate(SPILLS)) == (language, [0], [])
    visitor.context.close()
