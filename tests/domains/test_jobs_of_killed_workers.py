"""A worker that is killed in the middle of a job: the next one resumes it, or the job is reported failed."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from waiting_work import SETTINGS, TASKS

pytestmark = pytest.mark.slow
ENQUEUE = """
from kaname.domains.core.actions import jobs
from kaname.domains.people.models import User
user = User.objects.create(email="a@example.com", name="A")
print(jobs.enqueue(kind="test.wait", title="wait", arguments={{"folder": {folder!r}}}, by=user).pk)
"""
LOOK = """
import json
from kaname.domains.core.actions import jobs
from kaname.domains.core.models import Job
jobs.settle(Job.objects.all())
print(json.dumps(list(Job.objects.values("status", "result", "failure"))))
"""


class Installation:
    """Kaname in a folder of its own, with workers that can be killed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "waiting").mkdir()
        (folder / "waiting" / "__init__.py").touch()
        (folder / "waiting" / "tasks.py").write_text(TASKS, "utf-8")
        (folder / "waiting_settings.py").write_text(SETTINGS, "utf-8")
        self.environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "waiting_settings",
            "PYTHONPATH": str(folder),
            "KANAME_DATA_DIR": str(folder / "data"),
        }
        self.manage("migrate", "-v0")

    def manage(self, *words: str) -> str:
        command = [sys.executable, "-m", "kaname.web.manage", *words]
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def worker(self) -> subprocess.Popen[bytes]:
        words = ["ox_worker", "--lock-timeout", "1.5", "--interval", "0.1", "-v0"]
        command = [sys.executable, "-m", "kaname.web.manage", *words]
        with (self.folder / "worker.log").open("ab") as log:
            return subprocess.Popen(command, env=self.environment, stdout=log, stderr=log)

    def began(self) -> int:
        return len(list(self.folder.glob("began-*")))

    def looked_at(self) -> list[dict[str, object]]:
        return json.loads(self.manage("shell", "-v0", "-c", LOOK).splitlines()[-1])


@pytest.fixture
def installation(tmp_path) -> Installation:
    made = Installation(tmp_path)
    made.manage("shell", "-v0", "-c", ENQUEUE.format(folder=str(tmp_path)))
    return made


def wait_for(condition: Callable[[], bool]) -> None:
    until = time.monotonic() + 40
    while not condition():
        assert time.monotonic() < until, "it did not happen within 40 s"
        time.sleep(0.05)


def killed(installation: Installation, times: int) -> None:
    """Let that many workers begin the job, and kill each in the middle of it."""
    for number in range(times):
        worker = installation.worker()
        wait_for(lambda number=number: installation.began() == number + 1)
        worker.send_signal(signal.SIGKILL)
        worker.wait()


def test_the_next_worker_resumes_the_job(installation):
    killed(installation, 1)
    assert [j["status"] for j in installation.looked_at()] == ["running"]
    worker = installation.worker()
    try:
        wait_for(lambda: installation.began() == 2)
        (installation.folder / "go").touch()
        wait_for(lambda: installation.looked_at()[0]["status"] != "running")
    finally:
        worker.terminate()
        worker.wait()
    assert installation.looked_at() == [{"status": "done", "result": {"done": True}, "failure": ""}]


def test_a_job_that_kills_every_worker_is_reported_failed(installation):
    killed(installation, 3)
    worker = installation.worker()
    try:
        wait_for(lambda: installation.looked_at()[0]["status"] == "failed")
    finally:
        worker.terminate()
        worker.wait()
    assert installation.began() == 3
    failure = installation.looked_at()[0]["failure"]
    assert str(failure).startswith("The worker was stopped several times")
