"""Formats that the optional Java extra reads: Microsoft Project's .mpp, P6 XML, .mpx and .planner.

A subprocess with limits of time and memory turns the file into MSPDI (P6: into XER), which our own readers read;
so Java never runs inside this process, and a file that makes it fail or hang only ends that subprocess.
"""

import re
from dataclasses import replace

from lxml import etree

from kaname.engine.diagnostics import ProblemsFound, error
from kaname.exchange import mspdi, xer
from kaname.exchange.document import PlanDocument
from kaname.exchange.encoding import opening
from kaname.exchange.mpp.converting import convert
from kaname.exchange.safety import parse_xml

_COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ENDINGS = {"mpp": ".mpp", "pmxml": ".xml", "mpx": ".mpx", "planner": ".planner"}
_AMOUNT = re.compile(
    r"(Duration|Units|Cost|Lag|Price|Rate|PerTime|Complete|Percent|Percentage|Quantity|Hours\w*|Hrs|Float)$"
)
"""How the names of elements end that hold a number."""
_COMMA = re.compile(r"-?\d+,\d+")


def recognises(head: bytes, name: str) -> bool:  # noqa: ARG001 (the content decides)
    """Tell whether a file begins as one of these formats."""
    return format_of(head) is not None


def format_of(head: bytes) -> str | None:
    """Return which of the formats a file begins as."""
    if head.startswith(_COMPOUND):
        return "mpp"
    text = opening(head[:4096]).lstrip()
    if text.startswith("MPX"):
        return "mpx"
    if "<APIBusinessObjects" in text:
        return "pmxml"
    return "planner" if "<project" in text and "mrproject-version" in text else None


def read(data: bytes, name: str) -> PlanDocument:
    """Return the plan. Raises ProblemsFound if the extra is missing, or the file is protected or broken."""
    found = format_of(data[:4096]) or "mpp"
    if found == "mpp" and _ENCRYPTED in data:
        raise ProblemsFound([error("archive-encrypted", name)])
    if found in ("pmxml", "planner"):
        data = _cleaned(data, name)
    converted = convert(data, name, _ENDINGS[found], "xer" if found == "pmxml" else "mspdi")
    if xer.recognises(converted[:100], name):
        return replace(xer.read(converted, name), format=found)
    return replace(mspdi.read(converted, name), format=found)


def _cleaned(data: bytes, name: str) -> bytes:
    """Return XML as our own safe parser understood it, so that Java never sees an entity or a wrong encoding.

    Other tools leave out the prefix of new activity ids, which the extra cannot do without. Clients of P6 in a country
    of decimal commas write 70,583333 into it, which the extra takes for nothing.
    """
    root, _ = parse_xml(data, name)
    for element in root.iter("{*}*"):
        if element.text and _AMOUNT.search(str(element.tag)) and _COMMA.fullmatch(element.text.strip()):
            element.text = element.text.strip().replace(",", ".")
    for project in root.findall("{*}Project"):
        if project.find("{*}ActivityIdPrefix") is None:
            etree.SubElement(project, project.tag.replace("}Project", "}ActivityIdPrefix")).text = "A"
    cleaned: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return cleaned
