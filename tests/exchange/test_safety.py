"""A file cannot make us swell, open anything else or fetch anything."""

import io
import zipfile

import pytest

from kaname.engine.diagnostics import ProblemsFound
from kaname.exchange import safety
from kaname.exchange.safety import check_archive, check_size, parse_xml


def codes(call, *arguments) -> list[str]:
    with pytest.raises(ProblemsFound) as raised:
        call(*arguments)
    return [diagnostic.code for diagnostic in raised.value.diagnostics]


def archive(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return buffer.getvalue()


def test_sizes():
    assert codes(check_size, 0, "a.xml") == ["file-empty"]
    assert codes(check_size, safety.MAXIMUM_BYTES + 1, "a.xml") == ["file-too-large"]
    check_size(safety.MAXIMUM_BYTES, "a.xml")


def test_archives():
    check_archive(archive({"a": b"0" * 1000}), "a.xlsx")
    assert codes(check_archive, archive({"a": b"0" * 30_000_000}), "a.xlsx") == ["archive-swells"]
    assert codes(check_archive, archive({str(i): b"" for i in range(10_001)}), "a.xlsx") == ["archive-swells"]
    assert codes(check_archive, archive({"a": b"text"})[:-10], "a.xlsx") == ["archive-broken"]


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
        '<!DOCTYPE a SYSTEM "http://localhost/a.dtd"><a/>',
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>',
        '<?xml version="1.0"?>\n<!-- first --><!DOCTYPE a [<!ATTLIST a b CDATA "c">]><a/>',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_document_types_are_refused_in_every_encoding(text, encoding):
    assert codes(parse_xml, text.encode(encoding), "a.xml") == ["xml-document-type"]


def test_a_document_type_after_a_long_comment_is_refused():
    text = "<!--" + "x" * 100_000 + '--><!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'
    assert codes(parse_xml, text.encode(), "a.xml") == ["xml-document-type"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("<a><b></a>", "xml-not-well-formed"),
        ("<a>", "xml-not-well-formed"),
        ("<a>&nbsp;</a>", "xml-entity"),
        ("<a>" * 300 + "</a>" * 300, "xml-too-deep"),
        ("no xml", "xml-not-well-formed"),
    ],
)
def test_broken_xml(text, code):
    assert codes(parse_xml, text.encode(), "a.xml") == [code]


@pytest.mark.parametrize("encoding", ["utf-8", "cp932", "utf-16-le", "euc_jp"])
def test_a_wrong_declaration_is_corrected(encoding):
    text = '<?xml version="1.0" encoding="iso-8859-1"?><a>基本設計を確認する会議</a>'
    root, found = parse_xml(text.encode(encoding), "a.xml")
    assert (root.text, [d.code for d in found]) == ("基本設計を確認する会議", ["xml-wrong-encoding"])


@pytest.mark.parametrize("text", ["<a>x\x0by</a>", "<a>x&#11;y</a>", "<a>x&#x1F;y</a>"])
def test_control_characters_are_left_out(text):
    root, found = parse_xml(text.encode(), "a.xml")
    assert (root.text, [(d.code, d.params["count"]) for d in found]) == ("xy", [("xml-control-characters", 1)])
