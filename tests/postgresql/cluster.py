"""A PostgreSQL of one's own: a cluster in a temporary folder, reached by a socket only, gone afterwards."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

SETTINGS = (
    "-c listen_addresses= -c fsync=off -c full_page_writes=off -c synchronous_commit=off "
    "-c shared_buffers=256MB -c max_connections=60 -c autovacuum=off"
)


def programs() -> Path | None:
    """The folder of the newest server's programs, None where there is none."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[-3]))
    found = debian[-1] if debian else shutil.which("initdb")
    return Path(found).parent if found else None


def why_not() -> str:
    """The sentence that says why there can be no cluster here; empty where there can."""
    if programs() is None:
        return "no PostgreSQL server on this machine (apt-get install postgresql)"
    if os.getuid() == 0 and _other_user() is None:
        return "PostgreSQL does not run as root, and there is no user postgres or nobody"
    return ""


@contextmanager
def cluster(settings: str = SETTINGS) -> Iterator[str]:
    """Yield the address (KANAME_DATABASE_URL) of an empty database; the cluster is stopped and removed at the end."""
    folder = Path(tempfile.mkdtemp(prefix="kaname-pg-"))
    data, bin_folder, user = folder / "data", programs(), _other_user() if os.getuid() == 0 else None
    assert bin_folder is not None
    if user is not None:
        os.chown(folder, user.pw_uid, user.pw_gid)
    try:
        _run(user, bin_folder / "initdb", "-D", data, "-U", "kaname", "-A", "trust", "-E", "UTF8", "--no-locale", "-N")
        options = f"{settings} -c unix_socket_directories={folder}"
        _run(user, bin_folder / "pg_ctl", "-D", data, "-l", folder / "log", "-w", "-o", options, "start")
        try:
            _run(user, bin_folder / "createdb", "-h", folder, "-U", "kaname", "kaname")
            yield f"postgresql://kaname@/kaname?host={quote(str(folder), safe='')}"
        finally:
            _run(user, bin_folder / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _other_user() -> pwd.struct_passwd | None:
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    return None


def _run(user: pwd.struct_passwd | None, *words: object) -> None:
    command = [str(word) for word in words]
    other = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if user is not None else {}
    done = subprocess.run(
        command, cwd="/", stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False, **other
    )
    if done.returncode:
        raise RuntimeError(f"{command[0]}: {done.stdout[-2000:]}")
