"""The page as a file: nothing fetched, nothing injected, both languages whole."""

import base64
import hashlib
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from small_plan import at, facts, give, three_in_a_row

import kaname.cli.page
from kaname.cli.page.facts import Facts
from kaname.cli.page.render import render
from kaname.cli.page.text import plain
from kaname.cli.page.view import page
from kaname.engine.diagnostics import warning
from kaname.words import translate

TEMPLATES = Path(kaname.cli.page.__file__).parent / "templates"
HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{ 7 * 7 }}"


def shown(*plans: Facts, language: str = "ja") -> str:
    return render(page(list(plans), "0.1", plain("simulated")), language)


class Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def elements(html: str) -> list[tuple[str, dict[str, str | None]]]:
    parser = Elements()
    parser.feed(html)
    return parser.tags


def test_names_from_files_are_text_only():
    document = three_in_a_row(status=at(10, 18))
    document.project.name = HOSTILE
    give(document, "1", HOSTILE, 2.0)
    for a in document.activities:
        a.name = HOSTILE
    f = facts(document, HOSTILE)
    f.problems.append(warning("file-unknown-format", HOSTILE))
    tags = elements(shown(f))
    assert [t for t, _ in tags].count("script") == 1
    assert "img" not in {t for t, _ in tags}
    assert [a for _, attributes in tags for a in attributes if a.startswith("on") or a == "style"] == []
    assert "{{ 7 * 7 }}" in shown(f)


def test_the_policy_allows_exactly_the_style_and_script_inside():
    html = shown(facts(three_in_a_row()))
    policy = next(a["content"] for t, a in elements(html) if a.get("http-equiv") == "Content-Security-Policy")
    for tag in ("style", "script"):
        (body,) = re.findall(f"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'")


def test_no_address_stands_in_the_page():
    html = shown(facts(three_in_a_row()))
    assert re.findall(r"https?://\S+", html) == []
    links = [a[k] for _, a in elements(html) for k in ("href", "src") if a.get(k)]
    assert [link for link in links if not link.startswith("#")] == []


def test_every_inner_link_has_its_target():
    tags = elements(shown(facts(three_in_a_row()), Facts("broken.xml")))
    ids = [a["id"] for _, a in tags if a.get("id")]
    assert len(ids) == len(set(ids))
    assert {a["href"][1:] for _, a in tags if a.get("href")} <= set(ids)


def test_both_languages_stand_beside_each_other():
    html = shown(facts(three_in_a_row((5, 11, 5))))
    assert "6営業日遅れています" in html
    assert "6 working days later than the baseline" in html
    assert html.count('class="j" lang="ja"') == html.count('class="e" lang="en"')


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_page_opens_in_the_language_asked_for(language):
    checked = [a["id"] for _, a in elements(shown(facts(three_in_a_row()), language=language)) if "checked" in a]
    assert checked == [language]


def test_every_message_of_the_templates_has_japanese():
    words = [
        m for p in TEMPLATES.glob("*.html") for m in re.findall(r"\b(?:t_?|cell)\(\"([^\"]+)\"\)", p.read_text("utf-8"))
    ]
    same = {"P50", "P80"}
    assert len(words) > 60
    assert sorted({w for w in words if translate(w, "ja") == w} - same) == []


def test_a_file_that_could_not_be_read_is_a_section_with_its_problems():
    broken = Facts("broken.xml", problems=[warning("file-unknown-format", "broken.xml")])
    html = shown(facts(three_in_a_row()), broken)
    section = html[html.index('id="p2"') : html.index('id="problems"')]
    assert "このファイルは読み取れませんでした" in section
    assert "file-unknown-format" in section


def test_marks_have_a_shape_and_a_word():
    html = shown(facts(three_in_a_row((5, 11, 5))), facts(three_in_a_row()))
    assert '<span class="mark red" aria-hidden="true">●</span>' in html
    assert '<span class="mark green" aria-hidden="true">○</span>' in html
