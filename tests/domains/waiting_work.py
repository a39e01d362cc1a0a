"""A small application that the test of workers installs: work that waits until a file says that it may end."""

TASKS = """
import time
from pathlib import Path
from kaname.domains.core.actions import jobs

@jobs.work("test.wait")
def wait(job):
    folder = Path(job.arguments["folder"])
    (folder / f"began-{time.time_ns()}").touch()
    jobs.progress(job, 1, 2)
    until = time.monotonic() + 60
    while not (folder / "go").exists() and time.monotonic() < until:
        time.sleep(0.02)
    return {"done": True}
"""
SETTINGS = """
from kaname.settings.base import *
INSTALLED_APPS = [*INSTALLED_APPS, "waiting"]
"""
