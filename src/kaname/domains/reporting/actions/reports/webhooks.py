"""Posting to a Teams or Slack webhook. The address is a user's: it may lead into no private network.

The name is resolved once, every address it gives is judged, and the connection goes to that very address: a name that
changes its mind in between gains nothing. ``settings.WEBHOOK_HOSTS`` names the company's own servers that may be
reached all the same, by plain HTTP too. One clock runs from the name to the answer: a server that drips is hung up on.
"""

import http.client
import json
import socket
import ssl
import threading
import time
from typing import Any
from urllib.parse import SplitResult

from kaname.domains.reporting.actions.reports.webhook_addresses import NotSent, addresses_of, checked, is_own

__all__ = ["NotSent", "checked", "message", "post"]
SECONDS = 10.0


def message(channel: str, title: str, lines: list[str], link: str) -> dict[str, Any]:
    """Return what Teams (an adaptive card) or Slack (mrkdwn) takes; text is escaped for Slack."""
    if channel == "slack":
        said = "\n".join(_slack(line) for line in lines)
        return {"text": f"*{_slack(title)}*\n{said}" + (f"\n<{link}>" if link else "")}
    body = [{"type": "TextBlock", "text": title, "weight": "Bolder", "size": "Medium", "wrap": True}]
    body += [{"type": "TextBlock", "text": line, "wrap": True} for line in lines]
    card: dict[str, Any] = {"type": "AdaptiveCard", "version": "1.4", "body": body}
    if link:
        card["actions"] = [{"type": "Action.OpenUrl", "title": "Kaname", "url": link}]
    return {
        "type": "message",
        "attachments": [{"contentType": "application/vnd.microsoft.card.adaptive", "content": card}],
    }


def _slack(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def post(url: str, content: dict[str, Any]) -> None:
    """Post JSON; raises NotSent. No redirect is followed, and of the answer only the status is read."""
    parts = checked(url)
    deadline = time.monotonic() + SECONDS
    port = parts.port or (443 if parts.scheme == "https" else 80)
    try:
        addresses = addresses_of(parts.hostname or "", port, deadline, own=is_own(parts))
        with _first(addresses, port, deadline) as plain:
            status = _answer(plain, parts, content, deadline)
    except TimeoutError:
        raise NotSent("webhook-slow") from None
    except (OSError, ValueError, http.client.HTTPException):
        raise NotSent("webhook-no-answer") from None
    if not 200 <= status < 300:
        raise NotSent("webhook-refused")


def _first(addresses: list[str], port: int, deadline: float) -> socket.socket:
    """Return a connection to the first address that takes one."""
    failed: OSError = ConnectionRefusedError()
    for address in addresses:
        try:
            return socket.create_connection((address, port), max(deadline - time.monotonic(), 0.001))
        except OSError as error:
            failed = error
    raise failed


def _answer(plain: socket.socket, parts: SplitResult, content: dict[str, Any], deadline: float) -> int:
    """Return the status that a server answers with; raises TimeoutError at the deadline, whatever dripped by then."""
    late = threading.Event()
    clock = threading.Timer(max(deadline - time.monotonic(), 0), _hang_up, (plain, late))
    clock.daemon = True
    connection = http.client.HTTPConnection(parts.hostname or "")
    clock.start()
    try:
        own = plain.dup()  # the clock keeps the plain one to hang up with
        connection.sock = own if parts.scheme == "http" else _secured(own, parts.hostname or "")
        status = _asked(connection, parts, content)
    except (OSError, ValueError, http.client.HTTPException):
        if late.is_set():
            raise TimeoutError from None
        raise
    finally:
        clock.cancel()
        connection.close()
    if late.is_set():
        raise TimeoutError
    return status


def _secured(plain: socket.socket, host: str) -> ssl.SSLSocket:
    return ssl.create_default_context().wrap_socket(plain, server_hostname=host)


def _asked(connection: http.client.HTTPConnection, parts: SplitResult, content: dict[str, Any]) -> int:
    path = parts.path or "/"
    where = f"{path}?{parts.query}" if parts.query else path
    data = json.dumps(content, ensure_ascii=False).encode("utf-8", "replace")  # half a character becomes "?"
    connection.request("POST", where, data, {"Content-Type": "application/json", "Host": parts.netloc})
    return connection.getresponse().status


def _hang_up(sock: socket.socket, late: threading.Event) -> None:
    """End a connection at its deadline, whatever waits on it: each byte of a drip would begin its wait anew."""
    late.set()
    try:
        sock.shutdown(socket.SHUT_RDWR)
    except OSError:
        return  # over already
