"""The frame: health, sign-in needed everywhere, language."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_healthz_answers_without_signing_in():
    answer = Client().get("/healthz")
    assert (answer.status_code, answer.json()["status"]) == (200, "ok")


@pytest.mark.parametrize("path", ["/", "/projects/PJ01/gantt/", "/audit/"])
def test_a_stranger_is_sent_to_sign_in(path):
    answer = Client().get(path)
    assert answer.status_code in (302, 404)


def test_sign_in_page_opens_in_both_languages():
    assert Client().get("/accounts/login/").headers["Content-Language"] == "ja"
    assert Client().get("/accounts/login/?lang=en").headers["Content-Language"] == "en"
