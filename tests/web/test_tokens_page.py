"""A user's own tokens: shown once, used, revoked; nobody else's."""

import re

import pytest
from django.test import Client

from factories.people import make_company, make_user
from kaname.domains.people.actions import tokens
from kaname.domains.people.models import AccessToken

pytestmark = pytest.mark.django_db
URL = "/account/tokens/"


@pytest.fixture
def client_of_user():
    make_company()
    client = Client()
    client.user = make_user()
    client.force_login(client.user)
    return client


def test_a_token_is_shown_once_and_works(client_of_user):
    page = client_of_user.post(URL, {"name": "表計算"}).content.decode()
    secret = re.search(r"kaname_[\w-]{40,}", page).group()
    assert Client().get("/api/v1/projects", headers={"Authorization": f"Bearer {secret}"}).status_code == 200
    assert secret not in client_of_user.get(URL).content.decode()


def test_a_token_needs_a_purpose(client_of_user):
    assert client_of_user.post(URL, {"name": " "}).status_code == 422
    assert AccessToken.objects.count() == 0


def test_only_the_own_tokens_are_listed_and_revoked(client_of_user):
    other, _ = tokens.issue(name="他人の鍵", by=make_user())
    own, _ = tokens.issue(name="自分の鍵", by=client_of_user.user)
    page = client_of_user.get(URL).content.decode()
    assert ("自分の鍵" in page, "他人の鍵" in page) == (True, False)
    answers = [client_of_user.post(f"{URL}{token.pk}/revoke/").status_code for token in (own, other)]
    assert answers == [302, 404]
    assert sorted(AccessToken.objects.values_list("name", "revoked")) == [("他人の鍵", False), ("自分の鍵", True)]
