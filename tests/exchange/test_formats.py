"""A format is told by the content of a file, never by its name."""

from pathlib import Path

import pytest

from kaname.engine.diagnostics import ProblemsFound
from kaname.exchange.formats import read_bytes, read_plan, reader_of

RICH = Path(__file__).parent / "mspdi" / "rich.xml"


def test_the_name_does_not_matter():
    document = read_bytes(RICH.read_bytes(), "plan.xer")
    assert (document.format, document.source) == ("mspdi", "plan.xer")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp932"])
def test_the_encoding_does_not_matter(encoding):
    text = RICH.read_text("utf-8").removeprefix('<?xml version="1.0" encoding="UTF-8"?>')
    document = read_bytes(text.encode(encoding), "plan.xml")
    assert document.activities[2].name == "要件を固める"


def test_a_missing_file(tmp_path):
    with pytest.raises(ProblemsFound) as raised:
        read_plan(tmp_path / "none.xml")
    assert [d.code for d in raised.value.diagnostics] == ["file-missing"]


def test_a_folder(tmp_path):
    with pytest.raises(ProblemsFound) as raised:
        read_plan(tmp_path)
    assert [d.code for d in raised.value.diagnostics] == ["file-unreadable"]


@pytest.mark.parametrize(
    ("head", "reader"),
    [
        (b'<Project xmlns="http://schemas.microsoft.com/project">', "mspdi"),
        (b'<p:Project xmlns:p="http://schemas.microsoft.com/project">', "mspdi"),
        (b"<Project><Title>a</Title><Tasks/></Project>", "mspdi"),
        (b'<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup/></Project>', None),
        (b"ERMHDR\t20.12\t", "xer"),
        ("\ufeffERMHDR\t20.12\t".encode("utf-16-le"), "xer"),
        (b'  {"format": "kaname-plan/1"}', "kaname_json"),
        (b"<html></html>", None),
        (b"\x00\x01\x02\x03", None),
        (b"", None),
    ],
)
def test_recognising(head, reader):
    module = reader_of(head, "plan")
    assert (module.__name__.rpartition(".")[2] if module else None) == reader
