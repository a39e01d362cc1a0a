"""Every verb that an action writes into the log is told in words."""

import re
from pathlib import Path

from kaname.web.audit.verbs import VERBS

SOURCE = Path(__file__).parents[2] / "src" / "kaname"


def test_every_verb_is_told_in_words():
    written = {
        verb
        for path in SOURCE.rglob("*.py")
        for verb in re.findall(r'verb="([a-z_]+\.[a-z_]+)"', path.read_text("utf-8"))
    }
    assert sorted(written - set(VERBS)) == []
