"""Every message has Japanese; placeholders agree; the field's terms are used."""

import argparse
import ast
import csv
import inspect
import re
import string
from collections import Counter
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from kaname.words.phrases import all_phrases

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "kaname"
CATALOGUES = sorted((SOURCE / "locale").rglob("ja/LC_MESSAGES/*.po"))


MARKS = {"N_": 1, "_": 1, "t": 1, "ngettext": 2, "ngettext_lazy": 2}  # how many of the arguments are messages


def marked_messages() -> dict[str, str]:
    """Every literal given to N_, _ or t in the source, with the place it stands."""
    found = {}
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKS:
                for argument in node.args[: MARKS[node.func.id]]:
                    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                        found[argument.value] = f"{path.relative_to(ROOT)}:{node.lineno}"
    return found | template_messages()


def template_messages() -> dict[str, str]:
    """Every {% translate "..." %}, _("...") and {% blocktranslate trimmed %} of the pages, as gettext asks for it."""
    found = {}
    for path in sorted((SOURCE / "web").rglob("*.html")):
        text = path.read_text("utf-8")
        quoted = re.findall(r"""{%-?\s*trans(?:late)?\s+(?:"([^"]*)"|'([^']*)')|\b_\((?:"([^"]*)"|'([^']*)')\)""", text)
        blocks = re.findall(r"{%\s*blocktrans(?:late)?(.*?)%}(.*?){%\s*endblocktrans(?:late)?\s*%}", text, re.DOTALL)
        assert [b for b in blocks if "trimmed" not in b[0]] == [], f"{path}: blocktranslate without trimmed"
        for part in [next(filter(None, q), "").replace("%", "%%") for q in quoted] + [
            p for _, b in blocks for p in plural_parts(b)
        ]:
            found[part] = str(path.relative_to(ROOT))
    return found


def plural_parts(block: str) -> list[str]:
    parts = re.split(r"{%\s*plural\s*%}", block)
    return [re.sub(r"{{\s*([\w.]+)\s*}}", r"%(\1)s", " ".join(p.split()).replace("%", "%%")) for p in parts]


def translations() -> dict[str, str]:
    found = {}
    for po in CATALOGUES:
        with po.open("rb") as file:
            messages = [m for m in read_po(file, locale="ja") if m.id and not m.fuzzy]
        for m in messages:
            found |= {m.id: m.string} if isinstance(m.id, str) else dict.fromkeys(m.id, m.string[0])
    return found


def placeholders(text: str) -> set[str]:
    percent = set(re.findall(r"%\((\w+)\)[sd]", text))
    names = [name for _, name, _, _ in string.Formatter().parse(text) if name is not None]
    return percent | {name.split("[")[0].split(".")[0] for name in names}


def test_japanese_is_complete():
    known = translations()
    missing = {place: message for message, place in marked_messages().items() if not known.get(message)}
    assert missing == {}


def test_pages_find_their_words_in_the_catalogues_of_pages():
    """The command line has catalogues of its own, which no page reads."""
    known: set[str] = set()
    for po in (SOURCE / "locale" / "web").glob("*/ja/LC_MESSAGES/*.po"):
        with po.open("rb") as file:
            for m in read_po(file, locale="ja"):
                known.update((m.id,) if isinstance(m.id, str) else m.id)
    pages = ("src/kaname/web/", "src/kaname/domains/")
    missing = {place: m for m, place in marked_messages().items() if place.startswith(pages) and m not in known}
    assert missing == {}


@pytest.mark.parametrize("po", CATALOGUES, ids=lambda p: f"{p.parts[-4]}/{p.name}")
def test_placeholders_agree(po: Path):
    with po.open("rb") as file:
        messages = [m for m in read_po(file, locale="ja") if m.id]
    pairs = [(m.id, m.string) if isinstance(m.id, str) else (m.id[1], m.string[0]) for m in messages]
    assert [(i, s) for i, s in pairs if placeholders(i) != placeholders(s)] == []


@pytest.mark.parametrize("po", CATALOGUES, ids=lambda p: f"{p.parts[-4]}/{p.name}")
def test_a_catalogue_says_each_message_once(po: Path):
    ids = re.findall(r'^msgid ((?:".*"\n)+)', po.read_text("utf-8"), re.MULTILINE)
    assert [i for i, count in Counter(ids).items() if count > 1] == []


def test_one_message_has_one_translation():
    """The areas' catalogues are read as one: whichever came last would win."""
    said: dict[str, set[str]] = {}
    for po in sorted((SOURCE / "locale" / "web").glob("*/ja/LC_MESSAGES/*.po")):
        with po.open("rb") as file:
            for m in read_po(file, locale="ja"):
                first, text = (m.id, m.string) if isinstance(m.id, str) else (m.id[0], m.string[0])
                said.setdefault(first, set()).add(text)
    assert {first: texts for first, texts in said.items() if first and len(texts) > 1} == {}


def test_catalogues_hold_nothing_unused():
    used = set(marked_messages()) | set(all_phrases().values())
    used |= {
        node.value
        for path in sorted(SOURCE.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    templates = "\n".join(p.read_text("utf-8") for p in SOURCE.rglob("*.html"))
    templates += inspect.getsource(argparse)  # whose own words argparse.po gives
    written = [(i, i.replace("'", "\\'").replace("\n", "\\n")) for i in translations()]
    unused = [i for i, escaped in written if i not in used and i not in templates and escaped not in templates]
    assert unused == []


def test_long_vowel_marks_and_terms():
    """Term table of the glossary: no word of its "avoid" column stands in a Japanese sentence."""
    with (ROOT / "docs" / "glossary.csv").open(encoding="utf-8", newline="") as file:
        avoid = [word for row in csv.DictReader(file) for word in row["avoid"].split("|") if word]
    wrong = {s: w for s in translations().values() for w in avoid if w in s}
    assert wrong == {}


def test_an_activity_is_never_called_a_task_in_code():
    names = {
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
        for path in sorted(SOURCE.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, (ast.ClassDef, ast.FunctionDef)) and "task" in node.name.lower()
    }
    assert names == set()
