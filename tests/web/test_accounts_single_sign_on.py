"""Single sign-on: the whole round trip against a provider on this machine, and what must not come of it."""

import http.client
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from identity_provider import CLIENT, SECRET, Provider

from factories.people import make_company, make_user
from kaname.domains.people.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.enable_socket]
START = "/accounts/oidc/company/login/"


@pytest.fixture
def provider(settings):
    found = Provider()
    app = {
        "provider_id": "company",
        "name": "要商事ID",
        "client_id": CLIENT,
        "secret": SECRET,
        "settings": {"server_url": found.url},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}
    make_company()
    yield found
    found.close()


def there_and_back(client: Client) -> tuple[str, str]:
    """Start here, sign in there; return the address to come back to, and its state."""
    away = client.post(START)
    parts = urlsplit(away.headers["Location"])
    asked = http.client.HTTPConnection(parts.hostname, parts.port, timeout=10)
    asked.request("GET", f"{parts.path}?{parts.query}")
    back = urlsplit(asked.getresponse().headers["Location"])
    asked.close()
    return f"{back.path}?{back.query}", parse_qs(back.query)["state"][0]


def signed_in(client: Client) -> int | None:
    return int(client.session["_auth_user_id"]) if "_auth_user_id" in client.session else None


def test_the_sign_in_page_offers_it_by_its_name(provider):
    page = Client().get("/accounts/login/").content.decode()
    assert "要商事IDでサインイン" in page


def test_an_account_is_opened_by_the_verified_address_and_then_by_the_identity(provider):
    user = make_user(email="hanako@example.com")
    provider.identity = {"sub": "u-1", "email": "Hanako@example.com", "email_verified": True}
    client = Client()
    back, _ = there_and_back(client)
    assert client.get(back).headers["Location"] == "/"
    assert signed_in(client) == user.pk
    assert list(SocialAccount.objects.values_list("uid", "user")) == [("u-1", user.pk)]
    provider.identity = {"sub": "u-1", "email": "moved@example.com", "email_verified": True}
    again = Client()
    again.get(there_and_back(again)[0])
    assert (signed_in(again), provider.refused) == (user.pk, [])


@pytest.mark.parametrize(
    "identity",
    [
        {"sub": "u-2", "email": "stranger@example.com", "email_verified": True},
        {"sub": "u-3", "email": "hanako@example.com", "email_verified": False},
        {"sub": "u-4", "email": "hanako@example.com"},
        {"sub": "u-5"},
    ],
)
def test_nobody_else_is_let_in_and_no_account_is_made(provider, identity):
    make_user(email="hanako@example.com")
    provider.identity = identity
    client = Client()
    answer = client.get(there_and_back(client)[0], follow=True)
    assert (signed_in(client), User.objects.count(), SocialAccount.objects.count()) == (None, 1, 0)
    assert "_auth_user_id" not in client.session, answer


def test_a_closed_account_stays_closed(provider):
    make_user(email="hanako@example.com", is_active=False)
    provider.identity = {"sub": "u-1", "email": "hanako@example.com", "email_verified": True}
    client = Client()
    client.get(there_and_back(client)[0], follow=True)
    assert signed_in(client) is None


def test_a_code_meant_for_another_browser_opens_nothing(provider):
    make_user(email="hanako@example.com")
    provider.identity = {"sub": "u-1", "email": "hanako@example.com", "email_verified": True}
    back, _ = there_and_back(Client())
    thief = Client()
    thief.get(back, follow=True)
    assert signed_in(thief) is None


def test_an_address_that_begins_by_get_asks_first(provider):
    """A link elsewhere cannot sign anybody in: only a form of ours goes to the provider."""
    assert Client().get(START).status_code == 200
