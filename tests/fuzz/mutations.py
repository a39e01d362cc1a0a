"""Ways to break a file: its bytes, its numbers, its lines, its elements, the members of its archive."""

import io
import random
import re
import zipfile
import zlib
from collections.abc import Callable

from lxml import etree

EXTREMES = (
    b"0", b"-1", b"1", b"7", b"99", b"65536", b"2147483648", b"-2147483649", b"9999999999999999999", b"1e308",
    b"-0.0001", b"NaN", b"0.5", b"2026-02-30", b"9999-12-31T23:59:59", b"1800-01-01T00:00:00", b"PT999999999H0M0S",
    b"24:00:00", b"",
)  # fmt: skip
_NUMBER = re.compile(rb"\d+(?:\.\d+)?")
Mutation = Callable[[bytes, random.Random], bytes]


def flip_bytes(data: bytes, rng: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(rng.randint(1, 8)):
        changed[rng.randrange(len(changed))] = rng.randrange(256)
    return bytes(changed)


def cut(data: bytes, rng: random.Random) -> bytes:
    return data[: rng.randrange(1, len(data) + 1)]


def repeat_part(data: bytes, rng: random.Random) -> bytes:
    start = rng.randrange(len(data))
    part = data[start : start + rng.randint(1, 2000)]
    return data[:start] + part * rng.randint(2, 20) + data[start:]


def drop_part(data: bytes, rng: random.Random) -> bytes:
    start = rng.randrange(len(data))
    return data[:start] + data[start + rng.randint(1, 200) :]


def change_numbers(data: bytes, rng: random.Random) -> bytes:
    places = list(_NUMBER.finditer(data))
    for place in sorted(rng.sample(places, min(len(places), rng.randint(1, 5))), key=lambda p: -p.start()):
        data = data[: place.start()] + rng.choice(EXTREMES) + data[place.end() :]
    return data


def swap_numbers(data: bytes, rng: random.Random) -> bytes:
    """References become those of others: cycles, dangling ends, wrong kinds."""
    places = list(_NUMBER.finditer(data))
    for place in sorted(rng.sample(places, min(len(places), rng.randint(1, 10))), key=lambda p: -p.start()):
        data = data[: place.start()] + rng.choice(places).group() + data[place.end() :]
    return data


def shuffle_lines(data: bytes, rng: random.Random) -> bytes:
    lines = data.split(b"\n")
    for _ in range(rng.randint(1, 4)):
        a, b = rng.randrange(len(lines)), rng.randrange(len(lines))
        match rng.randrange(3):
            case 0:
                lines[a], lines[b] = lines[b], lines[a]
            case 1:
                lines.insert(a, lines[b])
            case 2 if len(lines) > 1:
                del lines[a]
    return b"\n".join(lines)


def change_elements(data: bytes, rng: random.Random) -> bytes:
    """Delete, double or move whole elements of an XML file."""
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except (etree.XMLSyntaxError, ValueError):
        return flip_bytes(data, rng)
    for _ in range(rng.randint(1, 4)):
        elements = [element for element in root.iter("*") if element.getparent() is not None]
        if not elements:
            break
        one, other = rng.choice(elements), rng.choice(elements)
        match rng.randrange(4):
            case 0:
                one.getparent().remove(one)
            case 1:
                one.addnext(etree.fromstring(etree.tostring(one, with_tail=False)))
            case 2:
                one.text = other.text
            case 3:
                other.append(etree.fromstring(etree.tostring(one, with_tail=False)))
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def change_member(data: bytes, rng: random.Random) -> bytes:
    """Mutate one part inside a workbook and pack it again."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {info.filename: archive.read(info) for info in archive.infolist()}
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError, zlib.error):
        return flip_bytes(data, rng)
    name = rng.choice(sorted(parts)) if parts else None
    if name is not None and parts[name] and len(parts[name]) < 2_000_000:
        parts[name] = rng.choice((flip_bytes, cut, drop_part, change_numbers, swap_numbers, change_elements))(
            parts[name], rng
        )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    return buffer.getvalue()


PLAIN: tuple[Mutation, ...] = (flip_bytes, cut, repeat_part, drop_part, change_numbers, swap_numbers, shuffle_lines)


def mutate(data: bytes, ending: str, rng: random.Random) -> bytes:
    """Return the file broken in one to three ways."""
    ways = PLAIN
    if ending in (".xml", ".p2x", ".gan"):
        ways = (*PLAIN, change_elements, change_elements, change_elements)
    if ending in (".xlsx", ".ods"):
        ways = (flip_bytes, cut, *(change_member,) * 8)
    for _ in range(rng.choice((1, 1, 1, 2, 3))):
        if data:
            data = rng.choice(ways)(data, rng)
    return data
