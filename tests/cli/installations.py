"""Installations for tests of the commands: a folder, and where it applies a database, of their own."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

KANAME = str(Path(sys.executable).with_name("kaname"))
CONTENT = """
import hashlib, json, sys
import django; django.setup()
from django.apps import apps
from kaname.domains.core.models import AuditEvent
from kaname.domains.core.queries import broken_links
from kaname.domains.people.models import Person
print(json.dumps({
    "people": list(Person.objects.order_by("code").values_list("code", flat=True)),
    "events": AuditEvent.objects.count(),
    "told": sorted(AuditEvent.objects.filter(verb="person.create").values_list("after__code", flat=True)),
    "broken": list(broken_links()),
    "next": Person.objects.create(code="ZZZ", name="次").pk if "next" in sys.argv else 0,
}))
"""


@dataclass
class Installation:
    """Where the data is."""

    folder: Path
    database: str = ""

    def environment(self) -> dict[str, str]:
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("KANAME_", "DJANGO_"))}
        ours = {"KANAME_DATA_DIR": str(self.folder), "KANAME_DATABASE_URL": self.database}
        return kept | ours | {"DJANGO_SETTINGS_MODULE": "kaname.settings.prod"}

    def kaname(self, *words: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
        command = [KANAME, "--lang", "en", *words]
        return subprocess.run(command, env=self.environment(), input=stdin, capture_output=True, text=True, check=False)

    def python(self, *words: str, stdin: str = "") -> str:
        command = [sys.executable, *words]
        done = subprocess.run(command, env=self.environment(), input=stdin, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr[-2000:]
        return done.stdout

    def content(self, *words: str) -> dict:
        import json

        return json.loads(self.python("-c", CONTENT, *words))


type Maker = Callable[[], Installation]


def copies(base: Path, into: Path) -> Maker:
    """Return what makes an SQLite installation, each a copy of one whose tables are made."""

    def make() -> Installation:
        folder = into / f"i{sum(p.is_dir() for p in into.iterdir())}"
        shutil.copytree(base, folder)
        return Installation(folder)

    return make
