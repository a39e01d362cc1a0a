"""Error pages: with their own status and words in both languages, also while what pages are made of is missing."""

import base64
import hashlib
import re

import pytest
from django.db import OperationalError, connection
from django.http import HttpResponse
from django.test import Client

from factories.people import make_company, make_user
from kaname.domains.people.enums import Role

pytestmark = pytest.mark.django_db
WORDS = {
    400: ("要求を理解できませんでした", "The request could not be understood"),
    403: ("フォームの有効期限が切れていました", "The form was too old to be sent"),
    404: ("ページが見つかりません", "The page was not found"),
    413: ("送られた内容が大きすぎます", "What was sent is too large"),
    500: ("システム側で問題が起きました", "Something went wrong on our side"),
    503: ("データベースが一時的に応答していません", "The database does not answer at the moment"),
}
MISSING = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}


@pytest.fixture
def no_static_files(settings, tmp_path):
    """The folder of static files, with the list of their names, is gone: every page's style sheet is an error."""
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = MISSING


def failing(execute, sql, params, many, context):
    raise OperationalError("the disk is full")


def asked(status: int, language: str, settings) -> HttpResponse:
    make_company()
    client = Client(enforce_csrf_checks=status == 403, raise_request_exception=False)
    client.force_login(make_user(Role.PMO_MANAGER))
    if status == 400:
        return client.get(f"/?lang={language}&q=%00")
    if status == 403:
        return client.post(f"/appearance/?lang={language}", {"theme": "dark"})
    if status == 404:
        return client.get(f"/projects/NOWHERE/?lang={language}")
    if status == 413:
        settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10
        return client.post(f"/appearance/?lang={language}", {"theme": "d" * 100})
    if status == 500:
        return client.get(f"/?lang={language}")
    with connection.execute_wrapper(failing):
        return client.get(f"/?lang={language}")


@pytest.mark.parametrize(("place", "language"), [(0, "ja"), (1, "en")])
@pytest.mark.parametrize("status", WORDS)
def test_an_error_has_its_page_while_the_static_files_are_gone(no_static_files, settings, status, place, language):
    answer = asked(status, language, settings)
    page = answer.content.decode()
    assert (answer.status_code, f"<h1>{WORDS[status][place]}</h1>" in page) == (status, True)
    assert f'<html lang="{language}">' in page
    style = re.search("<style>(.*)</style>", page)[1]
    allowed = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"style-src 'sha256-{allowed}'" in answer["Content-Security-Policy"]
    assert (" style=" in page, "<link" in page, "<script" in page) == (False, False, False)


@pytest.mark.parametrize("status", [400, 403, 404, 413, 503])
def test_with_them_it_has_the_style_of_all_pages(settings, status):
    answer = asked(status, "en", settings)
    page = answer.content.decode()
    assert (answer.status_code, WORDS[status][1] in page, "build/app" in page) == (status, True, True)
    assert "sha256-" not in answer["Content-Security-Policy"]
