"""Every diagnostic code has a sentence in both languages and a corpus file named after it."""

import ast
import re
from pathlib import Path

from babel.messages.pofile import read_po

from kaname.words.phrases import all_phrases

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "kaname"
CORPUS = ROOT / "tests" / "corpus"
CODE = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)+")
WITHOUT_FILE = {
    "file-missing": "there is no file to give; tests/exchange/test_formats.py",
    "file-unreadable": "a folder, not a file; tests/exchange/test_formats.py",
    "file-too-large": "half a gigabyte; tests/exchange/test_safety.py",
    "file-unknown-ending": "of a file to write; tests/exchange/test_writers.py",
    "network-relation-to-nothing": "of arrays, since readers refuse it first; tests/engine/test_ends_of_relations.py",
    "mpp-extra-missing": "of an installation without the extra; tests/exchange/mpp/test_refusals.py",
    "mpp-java-missing": "of a machine without Java; tests/exchange/mpp/test_refusals.py",
    "mpp-password-protected": "only Microsoft Project can make one; tests/exchange/mpp/test_mpp_real_files.py",
    "mpp-too-slow": "a file that takes minutes; tests/exchange/mpp/test_refusals.py",
    "mpp-too-large": "a file that fills the memory; tests/exchange/mpp/test_refusals.py",
    "clock-holidays-not-fixed": "of a moment, not a file; tests/engine/test_clock.py",
    "payment-holidays-not-fixed": "of a date, not a file; tests/engine/test_payment.py",
    "payment-shift-not-agreed": "of a date, not a file; tests/engine/test_payment.py",
    "payment-shift-too-long": "of a date, not a file; tests/engine/test_payment.py",
    "output-unwritable": "a full disk; tests/cli/test_command_line.py",
    "file-unwritable": "of a file to write; tests/exchange/test_writers.py",
}
"""Codes that no small file can produce through the command, each with the test that produces it."""


def constants_outside_words() -> set[str]:
    """Every text in the source that looks like a code, the sentences themselves left aside."""
    return {
        node.value
        for path in SOURCE.rglob("*.py")
        if "words" not in path.relative_to(SOURCE).parts
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.fullmatch(node.value)
    }


def codes_given() -> dict[str, str]:
    """The first argument of every error(), warning(), info() and Diagnostic() that is a text, with its place."""
    found = {}
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
                first = node.args[0]
                named = node.func.id in ("error", "warning", "info", "Diagnostic")
                if named and isinstance(first, ast.Constant) and isinstance(first.value, str):
                    found[first.value] = f"{path.relative_to(ROOT)}:{node.lineno}"
    return found


def test_every_code_has_a_sentence():
    phrases = all_phrases()
    assert {code: place for code, place in codes_given().items() if code not in phrases} == {}


def test_every_sentence_belongs_to_a_code_in_use():
    assert sorted(all_phrases().keys() - constants_outside_words()) == []


def test_every_sentence_is_in_japanese():
    japanese = {}
    for po in sorted((SOURCE / "locale" / "ja" / "LC_MESSAGES").glob("*.po")):
        with po.open("rb") as file:
            japanese |= {message.id: message.string for message in read_po(file, locale="ja") if message.id}
    assert [code for code, phrase in all_phrases().items() if not japanese.get(phrase)] == []


def test_every_code_has_a_corpus_file():
    names = {path.stem for path in CORPUS.rglob("*.*")}
    assert sorted(all_phrases().keys() - names - WITHOUT_FILE.keys()) == []


def test_every_corpus_file_is_named_after_a_code():
    assert sorted({path.stem for path in CORPUS.rglob("*.*")} - all_phrases().keys() - {"README"}) == []


def test_exceptions_are_still_needed():
    names = {path.stem for path in CORPUS.rglob("*.*")}
    assert sorted(code for code in WITHOUT_FILE if code in names or code not in all_phrases()) == []
