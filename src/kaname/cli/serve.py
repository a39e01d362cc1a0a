"""`kaname serve`: the application, prepared and kept alive by one command."""

import argparse
import errno
import gc
import os
import socket
import sys
from collections.abc import Callable
from pathlib import Path

from kaname.cli.console import say, tell
from kaname.cli.refusal import Refused
from kaname.words import N_

HELP = N_("serve the application: pages and the job worker")
DONE = 0


def configure(parser: argparse.ArgumentParser, t: Callable[[str], str]) -> None:
    """Add the arguments."""
    add_address(parser, t)
    parser.add_argument(
        "--role",
        choices=("all", "web", "worker"),
        default="all",
        help=t("all in one (the default), only the pages, or only the job worker"),
    )


def add_address(parser: argparse.ArgumentParser, t: Callable[[str], str]) -> None:
    """Add where to serve, and from which folder."""
    parser.add_argument("--host", default="127.0.0.1", metavar="HOST", help=t("address to listen on"))
    parser.add_argument("--port", type=int, default=8000, metavar="N", help=t("port to listen on"))
    parser.add_argument("--workers", type=int, choices=range(1, 65), metavar="N", help=t("processes that answer pages"))
    parser.add_argument("--data-dir", type=Path, metavar="DIR", help=t("folder of the database and uploads"))


def run(arguments: argparse.Namespace) -> int:
    """Prepare, then serve until told to stop."""
    gc.disable()  # what a start imports stays: looking through it for waste is a tenth of the start
    if arguments.role != "worker":
        refuse_busy(arguments.host, arguments.port)
    prepare(arguments)
    serve(arguments)
    return DONE


def refuse_busy(host: str, port: int) -> None:
    """Say at once that an address cannot be listened on."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        with socket.socket(family, socket.SOCK_STREAM) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind((host, port))
    except (OSError, OverflowError) as refused:
        if getattr(refused, "errno", None) == errno.EADDRINUSE:
            raise Refused(N_("Port {port} is in use. Choose another one with --port."), port=port) from None
        reason = getattr(refused, "strerror", None) or refused
        raise Refused(N_("Cannot listen on {host}:{port}: {reason}."), host=host, port=port, reason=reason) from None


def prepare(arguments: argparse.Namespace) -> None:
    """Load the application, bring its tables up to date, and collect its static files."""
    from kaname.cli.running import application, preparation

    application.load(arguments.data_dir)
    if applied := preparation.migrate():
        tell(N_("The database was brought up to date ({number} migrations)."), arguments.lang, number=applied)
    if arguments.role == "worker":
        return
    if missing := preparation.missing_bundles():
        tell(
            N_("The pages' styles and scripts are not built ({names}): run `npm ci && npm run build` in frontend/."),
            arguments.lang,
            names=", ".join(missing),
        )
    preparation.collect_static()


def serve(arguments: argparse.Namespace, told: Callable[[], None] = lambda: None) -> None:
    """Serve until told to stop; ``told`` is called once the first page can be asked for."""
    from kaname.cli.running import work
    from kaname.cli.running.children import Child, keep_alive

    if not hasattr(os, "fork"):
        raise Refused(N_("Serving needs Linux or macOS: on Windows, use WSL."))
    children, workers = [], arguments.workers or min(2, os.cpu_count() or 1)
    host, port = arguments.host, arguments.port
    if arguments.role in ("all", "web"):
        work.preload()
        children.append(Child("web", lambda: work.serve_pages(host, port, workers)))
    if arguments.role in ("all", "worker"):
        children.append(Child("worker", work.work_off_jobs))
        children.append(Child("clock", work.keep_time))

    gc.freeze()  # nor do the children look through it, and so they share its memory
    gc.enable()

    def ready() -> bool:
        if arguments.role != "worker" and not _answers(host, port):
            return False
        if arguments.role != "worker":
            say(address(host, port))
        told()
        sys.stdout.flush()
        return True

    keep_alive(children, ready)


def address(host: str, port: int) -> str:
    """Return the address to open in a browser."""
    shown = {"0.0.0.0": "localhost", "::": "localhost"}.get(host, host)  # noqa: S104 - shown, not bound
    return f"http://[{shown}]:{port}/" if ":" in shown else f"http://{shown}:{port}/"


def _answers(host: str, port: int) -> bool:
    target = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - asked, not bound
    try:
        socket.create_connection((target, port), timeout=1).close()
    except OSError:
        return False
    return True
