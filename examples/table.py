"""Reads the tables in `plans/`: name | key | days>days now | predecessors | people | options."""

import re

from daywise import Row

_LINK = re.compile(r"^(?P<key>[A-Z]\d+[a-c]?)(?P<kind>FS|SS|FF)?(?P<lag>[+-]\d+)?$")


def read_table(text: str) -> list[Row]:
    """Return the rows of a table; two spaces of indent a level; a row without `|` is a summary."""
    return [_row(line) for line in text.splitlines() if line.strip()]


def _row(line: str) -> Row:
    level = 1 + (len(line) - len(line.lstrip(" "))) // 2
    name, *cells = (cell.strip() for cell in line.split("|"))
    if not cells:
        return Row(name, level)
    key, days, links, who, options = (*cells, "", "", "")[:5]
    planned, _, now = days.partition(">")
    return Row(
        name.removeprefix("◆"),
        level,
        key,
        int(planned),
        int(now or planned),
        [_link(word) for word in links.split(",") if word.strip()],
        [_share(word) for word in who.split()],
        dict(word.split("=", 1) for word in options.split()),
    )


def _link(word: str) -> tuple[str, str, int]:
    found = _LINK.match(word.strip())
    if not found:
        raise ValueError(f"a predecessor such as B2SS+3 was expected, found {word}")
    return found["key"], found["kind"] or "FS", int(found["lag"] or 0)


def _share(word: str) -> tuple[str, int]:
    found = re.match(r"^(\D+)(\d+)$", word)
    if not found:
        raise ValueError(f"a person with a share such as 水城60 was expected, found {word}")
    return found[1], int(found[2])
