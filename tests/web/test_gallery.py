"""The gallery shows every part once: no component, icon or tone of message is missing from it, in either language."""

import re
from pathlib import Path

import pytest
from django.test import Client

import kaname.web
from factories.people import make_company, make_user
from kaname.web.gallery.parts import PARTS
from kaname.web.templatetags.icons import PATHS

pytestmark = pytest.mark.django_db
TEMPLATES = Path(kaname.web.__file__).parent / "templates"
JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龠]+")


def components() -> set[str]:
    return {f"c-{path.stem.replace('_', '-')}" for path in (TEMPLATES / "components").glob("*.html")}


def test_every_component_is_named_and_shown():
    named = {name.strip() for part in PARTS for name in part.name.split(",")}
    written = (TEMPLATES / "gallery" / "gallery.html").read_text("utf-8")
    assert components() - named == set()
    assert {name for name in components() if f"<{name}" not in written} == set()


@pytest.mark.parametrize("language", ["ja", "en"])
def test_it_is_shown_in_one_language_with_every_icon_and_mark(language):
    make_company()
    client = Client()
    client.force_login(make_user())
    client.cookies["kaname_language"] = language
    body = client.get("/components/").content.decode()
    main = body[body.index('<main id="main"') : body.index("</main>")]
    text = re.sub(r"<code>.*?</code>|<[^>]*>", " ", main)
    assert [name for name in PATHS if f"<code>{name}</code>" not in main] == []
    for tone in ("success", "warning", "error"):
        assert f"message-{tone}" in main
    for mark in "●▲○":
        assert mark in text
    assert bool(JAPANESE.search(text)) is (language == "ja")
