"""What the children do: answer requests (granian, WSGI), work jobs off (django-ox), and keep the time."""

import os
import time
from importlib import import_module
from typing import Any

from kaname.cli.running.warming import warm_later

LOCK_TIMEOUT = 60.0
"""Seconds without a sign of life after which another worker takes a job over."""


def preload() -> None:
    """Import the pages once, before forking: each process then has them."""
    from django.template import engines

    import_module("kaname.web.wsgi")
    import_module("kaname.web.urls")
    engines.all()


def serve_pages(host: str, port: int, workers: int) -> None:
    """Answer requests until told to stop."""
    from django.conf import settings
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    Server(
        "kaname.web.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=4,
        websockets=False,
        respawn_failed_workers=True,
        workers_kill_timeout=8,
        log_level=LogLevels.warning,
        log_dictconfig={k: v for k, v in settings.LOGGING.items() if k != "version"},
    ).serve(target_loader=_application, wrap_loader=False)


def _application() -> Any:
    """Return the application, in the process that will answer; the engine's kernels are loaded meanwhile."""
    warm_later("warm_schedules")
    return import_module("kaname.web.wsgi").application


def work_off_jobs() -> None:
    """Do the jobs of the queue, one at a time, until told to stop."""
    from django.core.management import call_command

    warm_later("warm")
    os.nice(5)  # people wait for pages
    call_command("ox_worker", lock_timeout=LOCK_TIMEOUT, verbosity=0)


def keep_time() -> None:
    """Each minute do what is due by the clock, until told to stop."""
    from django.db import close_old_connections
    from django.utils import timezone

    from kaname.domains.core.actions import ticks

    os.nice(5)  # people wait for pages
    while True:
        close_old_connections()
        ticks.run(timezone.now())
        close_old_connections()
        time.sleep(ticks.SECONDS)
