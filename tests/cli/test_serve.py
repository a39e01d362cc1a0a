"""`kaname serve`: one command that answers, logs, revives what is killed and stops cleanly."""

import json
import os
import signal
import socket
import time

import pytest
from installations import Installation, copies
from serving import KANAME, alive, free_port, serve

pytestmark = [
    pytest.mark.thorough,
    pytest.mark.enable_socket,
    pytest.mark.skipif(not os.path.isdir("/proc"), reason="children are read from /proc"),  # noqa: PTH112 - a mark
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Make folders whose tables are made already."""
    root = tmp_path_factory.mktemp("serve")
    first = Installation(root / "base")
    first.folder.mkdir()
    assert first.kaname("user", "add", "a@example.com", "--name", "管理", "--role", "auditor").returncode == 0
    make = copies(first.folder, root)
    return lambda: make().folder


@pytest.fixture(scope="module")
def served(folder):
    with serve(folder(), KANAME_LOG_LEVEL="DEBUG") as running:
        running.wait()
        yield running


def requests(served) -> list[dict]:
    lines = [json.loads(line) for line in served.log.read_text("utf-8").splitlines() if line.startswith("{")]
    return [line for line in lines if line["event"] == "request"]


def test_it_prints_its_address_and_answers(served):
    assert served.process.stdout.readline() == f"http://127.0.0.1:{served.port}/\n"
    status, body = served.get("/healthz")
    assert (status, json.loads(body)["status"]) == (200, "ok")
    assert served.get("/accounts/login/")[0] == 200


def test_a_request_leaves_one_line_without_query_or_secret(served):
    served.get("/search/?q=%E7%A7%98%E5%AF%86")
    served.get("/accounts/password/reset/key/3-opensesame/")
    line = next(line for line in requests(served) if line["path"] == "/search/")
    assert "opensesame" not in served.log.read_text("utf-8")
    assert (line["method"], line["status"], line["user_id"]) == ("GET", 302, None)
    assert (len(line["request_id"]), line["ms"] > 0, "%E7" in str(line)) == (16, True, False)


@pytest.mark.parametrize("which", [0, 1, 2])
def test_a_child_that_is_killed_is_begun_again(served, which):
    before = sorted(served.children())
    assert len(before) == 3
    os.kill(before[which], signal.SIGKILL)
    deadline = time.monotonic() + 15
    while time.monotonic() < deadline:
        after = sorted(served.children())
        if len(after) == 3 and before[which] not in after and served.get("/healthz")[0] == 200:
            break
        time.sleep(0.05)
    assert (len(after), before[which] in after, served.get("/healthz")[0]) == (3, False, 200)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_stops_cleanly_with_all_its_children(folder, number):
    with serve(folder()) as running:
        running.wait()
        children = running.children()
        running.process.send_signal(number)
        assert running.process.wait(12) == 0
        assert [pid for pid in children if alive(pid)] == []
        assert running.get("/healthz")[0] == 0


def test_children_do_not_outlive_a_killed_parent(folder):
    with serve(folder()) as running:
        running.wait()
        children = running.children()
        running.process.kill()
        running.process.wait(5)
        deadline = time.monotonic() + 12
        while any(map(alive, children)) and time.monotonic() < deadline:
            time.sleep(0.05)
        assert [pid for pid in children if alive(pid)] == []


def test_a_port_in_use_is_said_at_once(tmp_path):
    import subprocess

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = subprocess.run(
            [KANAME, "--lang", "en", "serve", "--port", str(port), "--data-dir", str(tmp_path)],
            capture_output=True,
            text=True,
            check=False,
        )
    assert (done.returncode, done.stderr) == (2, f"Port {port} is in use. Choose another one with --port.\n")


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("KANAME_DATABASE_URL", "mysql://x", "The settings cannot be used: KANAME_DATABASE_URL: 'mysql' is not a "),
        ("KANAME_HTTPS", "yes", "The settings cannot be used: KANAME_HTTPS: 'yes' is neither 0 nor 1\n"),
        ("KANAME_UPLOAD_LIMIT_MB", "0", "The settings cannot be used: KANAME_UPLOAD_LIMIT_MB: '0' is not a whole"),
        ("KANAME_DATABASE_URL", "postgresql://u@127.0.0.1:{port}/x", "The database does not answer: "),
    ],
)
def test_settings_that_cannot_be_used_are_said_in_a_sentence(tmp_path, name, value, said):
    with serve(tmp_path / "data", **{name: value.format(port=free_port())}) as running:
        assert running.process.wait(15) == 2
    text = running.log.read_text("utf-8")
    assert (text[: len(said)], "Traceback" in text) == (said, False)
