"""Every verb that an action writes into the log is told in words."""

import re
from pathlib import Path

from kaname.web.audit.verbs import VERBS

WRITTEN = re.compile(r'(?:verb="([a-z_]+\.[a-z_]+)"|"([a-z_]+\.[a-z_]+)", by\b)')
"""A verb by name, or handed on beside who does it."""
SOURCE = Path(__file__).parents[2] / "src" / "kaname"


def test_every_verb_is_told_in_words():
    written = {
        named or handed for path in SOURCE.rglob("*.py") for named, handed in WRITTEN.findall(path.read_text("utf-8"))
    }
    assert sorted(written - set(VERBS)) == []
