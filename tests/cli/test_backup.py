"""Backup and restore, on SQLite and PostgreSQL: nothing acknowledged is lost, nothing broken is put back."""

import json
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import psycopg
import pytest
from installations import Installation, copies
from tests.postgresql.cluster import cluster, why_not

pytestmark = pytest.mark.thorough
WRITER = str(Path(__file__).with_name("writer.py"))


@pytest.fixture(scope="module")
def sqlite(tmp_path_factory):
    root = tmp_path_factory.mktemp("installations")
    first = Installation(root / "base")
    first.folder.mkdir()
    assert first.kaname("user", "add", "a@example.com", "--name", "管理", "--role", "auditor").returncode == 0
    (first.folder / "files" / "2026").mkdir(parents=True)
    (first.folder / "files" / "2026" / "計画.xlsx").write_bytes(b"PK" + bytes(range(256)) * 50)
    return copies(first.folder, root)


@pytest.fixture(scope="module")
def postgresql(tmp_path_factory):
    if reason := why_not():
        pytest.skip(reason)
    root = tmp_path_factory.mktemp("postgresql")
    with cluster() as address:
        first = Installation(root, address)
        assert first.kaname("user", "add", "a@example.com", "--name", "管理", "--role", "auditor").returncode == 0
        made = []

        def make():
            name = f"copy{len(made)}"
            made.append(name)
            with psycopg.connect(address.replace("/kaname?", "/postgres?"), autocommit=True) as server:
                server.execute(f"CREATE DATABASE {name} TEMPLATE kaname")
            folder = root / name
            folder.mkdir()
            return Installation(folder, address.replace("/kaname?", f"/{name}?"))

        yield make


@pytest.fixture(params=["sqlite", "postgresql"])
def make(request):
    return request.getfixturevalue(request.param)


def written(installation: Installation, seconds: float, first: int = 1, during=lambda: None) -> list[str]:
    """Let a process write, kill it without warning, and return what it had acknowledged."""
    command = [sys.executable, WRITER, str(first)]
    with subprocess.Popen(command, env=installation.environment(), stdout=subprocess.PIPE, text=True) as writer:
        acknowledged = [writer.stdout.readline().strip()]
        during()
        time.sleep(seconds)
        writer.send_signal(signal.SIGKILL)
        acknowledged += [line.strip() for line in writer.stdout if line.endswith("\n")]
    return acknowledged


def test_a_backup_taken_while_somebody_writes_is_one_moment_and_a_kill_loses_nothing(make, tmp_path):
    busy, backup = make(), tmp_path / "kept.kaname"
    done = []
    acknowledged = written(busy, 0.5, during=lambda: done.append(busy.kaname("backup", str(backup))))
    assert (done[0].returncode, done[0].stderr) == (0, "")
    after = busy.content()
    assert (sorted(set(acknowledged) - set(after["people"])), after["broken"]) == ([], [])
    assert after["told"] == after["people"]  # each row with its event, each event with its row

    fresh = make()
    restored = fresh.kaname("restore", str(backup), "--replace")
    assert (restored.returncode, restored.stderr) == (0, "")
    then = fresh.content("next")
    assert (then["told"] == then["people"], then["broken"]) == (True, [])
    assert 2 <= len(then["people"]) <= len(after["people"])
    assert then["next"] > len(then["people"])  # new rows are numbered after those that were put back


def test_uploads_come_back_as_they_were(sqlite, tmp_path):
    one, other, backup = sqlite(), sqlite(), tmp_path / "kept.kaname"
    (other.folder / "files" / "later.txt").write_text("later", "utf-8")
    assert one.kaname("backup", str(backup)).stdout == f"{backup}: 1 uploads, audit log up to event 4.\n"
    assert backup.stat().st_mode & 0o077 == 0
    assert other.kaname("restore", str(backup), "--replace").returncode == 0
    files = sorted(p.relative_to(other.folder / "files").as_posix() for p in (other.folder / "files").rglob("*.*"))
    assert files == ["2026/計画.xlsx"]
    kept = (one.folder / "files" / "2026" / "計画.xlsx").read_bytes()
    assert (other.folder / "files" / "2026" / "計画.xlsx").read_bytes() == kept


def changed(source: Path, target: Path, member: str, change) -> Path:
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, change(data) if name.startswith(member) else data)
    return target


def cut(source: Path, target: Path) -> Path:
    target.write_bytes(source.read_bytes()[: source.stat().st_size // 2])
    return target


def text(source: Path, target: Path) -> Path:
    target.write_text("not a backup", "utf-8")
    return target


def later(source: Path, target: Path) -> Path:
    """What a later version would write: a format that this one does not know, signed as it should be."""
    import dataclasses

    from kaname.cli.keeping import manifest

    def change(data: bytes) -> bytes:
        found = manifest.read(data.decode())
        return dataclasses.replace(found, format=manifest.FORMAT + 1, version="99.0").text().encode()

    return changed(source, target, manifest.NAME, change)


def migrated_later(source: Path, target: Path) -> Path:
    import dataclasses

    from kaname.cli.keeping import manifest

    def change(data: bytes) -> bytes:
        found = manifest.read(data.decode())
        return dataclasses.replace(found, migrations=[*found.migrations, "zukunft.0001_x"]).text().encode()

    return changed(source, target, manifest.NAME, change)


def flipped(source: Path, target: Path) -> Path:
    return changed(source, target, "database/", lambda data: data[:-1] + bytes([data[-1] ^ 1]))


def relisted(source: Path, target: Path) -> Path:
    return changed(
        source, target, "kaname-backup.json", lambda data: data.replace(b'"audit_sequence": 4', b'"audit_sequence": 3')
    )


NOT_WHOLE = "bad.kaname is not a whole backup of Kaname: it was cut off or is another file.\n"
REFUSED = (
    (cut, NOT_WHOLE),
    (text, NOT_WHOLE),
    (later, "The backup was made by a later version of Kaname (99.0). Use that version or a later one.\n"),
    (
        migrated_later,
        "The backup was made by a later version of Kaname (0.1.0, zukunft.0001_x). Use that version or a later",
    ),
    (flipped, "database/kaname.sqlite3 in the backup was changed: it is not restored.\n"),
    (relisted, "The backup's list of contents was changed: it is not restored.\n"),
    (lambda source, target: source, "There is data already. Give --replace to put the backup in its place.\n"),
)
TRY_ALL = """
import contextlib, io, json, sys
from kaname.cli import main
for words in json.load(sys.stdin):
    said = io.StringIO()
    with contextlib.redirect_stderr(said):
        status = main(words)
    print(json.dumps([status, said.getvalue()]))
"""


def test_what_is_not_a_whole_backup_is_refused_and_changes_nothing(sqlite, tmp_path):
    one, good = sqlite(), tmp_path / "good.kaname"
    assert one.kaname("backup", str(good)).returncode == 0
    before = (one.folder / "kaname.sqlite3").read_bytes()
    commands = []
    for number, (spoil, _) in enumerate(REFUSED):
        (tmp_path / str(number)).mkdir()
        bad = spoil(good, tmp_path / str(number) / "bad.kaname")
        commands.append(["--lang", "en", "restore", str(bad), *([] if bad == good else ["--replace"])])
    answers = [json.loads(line) for line in one.python("-c", TRY_ALL, stdin=json.dumps(commands)).splitlines()]
    expected = [[2, said] for _, said in REFUSED]
    assert [[status, said[: len(e[1])]] for (status, said), e in zip(answers, expected, strict=True)] == expected
    assert (one.folder / "kaname.sqlite3").read_bytes() == before


def test_a_backup_whose_log_was_rewritten_is_refused(sqlite, tmp_path):
    import sqlite3

    one, backup = sqlite(), tmp_path / "kept.kaname"
    with sqlite3.connect(one.folder / "kaname.sqlite3") as database:
        database.execute('DROP TRIGGER "core_auditevent_no_update"')
        database.execute("UPDATE core_auditevent SET actor_name = 'nobody' WHERE sequence = 2")
    database.close()
    assert one.kaname("backup", str(backup)).returncode == 0
    refused = sqlite().kaname("restore", str(backup), "--replace")
    said = "The audit log in the backup is broken at event 2: it is not restored.\n"
    assert (refused.returncode, refused.stderr) == (2, said)
