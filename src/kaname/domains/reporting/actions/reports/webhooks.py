"""Posting to a Teams or Slack webhook. The address is a user's: it may lead into no private network.

The name is resolved once, every address it gives is judged, and the connection goes to that very address: a name that
changes its mind in between gains nothing. ``settings.WEBHOOK_HOSTS`` names the company's own servers that may be
reached all the same, by plain HTTP too.
"""

import http.client
import ipaddress
import json
import socket
import ssl
from typing import Any
from urllib.parse import SplitResult, urlsplit

from django.conf import settings

SECONDS = 10.0
LARGEST_ANSWER = 2000


class NotSent(Exception):
    """Why nothing was sent: a key of phrases.FAILURES."""

    def __init__(self, key: str) -> None:
        """Keep the key."""
        super().__init__(key)
        self.key = key


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
    """Post JSON; raises NotSent. No redirect is followed."""
    parts = checked(url)
    own = _is_own(parts)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    address = _address(parts.hostname or "", port, own=own)
    connection = _connection(parts, address, port)
    try:
        path = parts.path or "/"
        where = f"{path}?{parts.query}" if parts.query else path
        data = json.dumps(content, ensure_ascii=False).encode()
        connection.request("POST", where, data, {"Content-Type": "application/json", "Host": parts.netloc})
        answer = connection.getresponse()
        answer.read(LARGEST_ANSWER)
    except TimeoutError:
        raise NotSent("webhook-slow") from None
    except (OSError, http.client.HTTPException):
        raise NotSent("webhook-no-answer") from None
    finally:
        connection.close()
    if not 200 <= answer.status < 300:
        raise NotSent("webhook-refused")


def checked(url: str) -> SplitResult:
    """Return the parts of an address that may be posted to; raises NotSent."""
    try:
        parts = urlsplit(url)
        _port = parts.port
    except ValueError:
        raise NotSent("webhook-address") from None
    usual = parts.scheme == "https" or (parts.scheme == "http" and _is_own(parts))
    if not usual or not parts.hostname or parts.username or parts.password:
        raise NotSent("webhook-address")
    return parts


def _is_own(parts: SplitResult) -> bool:
    return parts.netloc in settings.WEBHOOK_HOSTS


def _address(host: str, port: int, *, own: bool) -> str:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError:
        raise NotSent("webhook-unknown-host") from None
    addresses = [str(entry[4][0]) for entry in found]
    if not own and not all(ipaddress.ip_address(each.split("%")[0]).is_global for each in addresses):
        raise NotSent("webhook-private")
    return addresses[0]


def _connection(parts: SplitResult, address: str, port: int) -> http.client.HTTPConnection:
    if parts.scheme == "http":
        return http.client.HTTPConnection(address, port, timeout=SECONDS)
    connection = http.client.HTTPSConnection(parts.hostname or "", port, timeout=SECONDS)
    try:
        plain = socket.create_connection((address, port), SECONDS)
        connection.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=parts.hostname)
    except TimeoutError:
        raise NotSent("webhook-slow") from None
    except OSError:
        raise NotSent("webhook-no-answer") from None
    return connection
