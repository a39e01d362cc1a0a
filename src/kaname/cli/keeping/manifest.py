"""What an archive says about itself: which Kaname, which tables, the audit chain's end, a digest of each member."""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from typing import IO

from kaname.cli.refusal import Refused
from kaname.words import N_

FORMAT = 1
NAME = "kaname-backup.json"
CHUNK = 1 << 20


@dataclass(frozen=True)
class Manifest:
    """The first thing that is read; the rest is compared with it."""

    format: int
    version: str
    made_at: str
    database: str  # sqlite | postgresql
    migrations: list[str]  # app.name of every one applied
    audit_sequence: int
    audit_hash: str
    digests: dict[str, str] = field(default_factory=dict)

    def text(self) -> str:
        """Return it as JSON with its own digest."""
        content = asdict(self)
        return json.dumps({**content, "digest": _digest(content)}, ensure_ascii=False, indent=1)


def read(text: str) -> Manifest:
    """Return the manifest of an archive; refuse one that is not ours, was changed, or comes from a later version."""
    try:
        content = json.loads(text)
        digest = content.pop("digest")
        if digest != _digest(content):
            raise Refused(N_("The backup's list of contents was changed: it is not restored."))
        if content["format"] > FORMAT:
            raise Refused(
                N_("The backup was made by a later version of Kaname ({version}). Use that version or a later one."),
                version=content["version"],
            )
        return Manifest(**content)
    except (ValueError, TypeError, KeyError, AttributeError):
        raise Refused(N_("The file is not a backup of Kaname.")) from None


def _digest(content: dict[str, object]) -> str:
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def copy(source: IO[bytes], target: IO[bytes]) -> str:
    """Copy a stream and return the SHA-256 of what went through."""
    digest = hashlib.sha256()
    while chunk := source.read(CHUNK):
        digest.update(chunk)
        target.write(chunk)
    return digest.hexdigest()
