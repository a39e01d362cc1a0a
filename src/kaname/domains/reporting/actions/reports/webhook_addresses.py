"""Where a webhook may lead: an address written in ASCII, a server outside private networks.

An IPv6 address can hold an IPv4 one that a gateway unpacks: NAT64 (RFC 6052, RFC 8215), IPv4-mapped and
-compatible (RFC 4291), 6to4 (RFC 3056), Teredo (RFC 4380), ISATAP (RFC 5214). Such an address is judged by what it
holds; 6to4, Teredo and the local prefix of NAT64, where no chat server is, are refused whatever they hold.
"""

import ipaddress
import re
import socket
import threading
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import SplitResult, quote, urlsplit

from django.conf import settings

HOST = re.compile(r"[a-z0-9_]([a-z0-9_.-]*[a-z0-9_.])?")
IN_PATH = "/%:@!$&'()*+,;=~-._"
IN_QUERY = IN_PATH + "?"
NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
REFUSED = [ipaddress.IPv6Network(net) for net in ("64:ff9b:1::/48", "2001::/32", "2002::/16", "fec0::/10")]
"""NAT64 of a local network, Teredo, 6to4, and the site-local addresses of old."""
ISATAP = (0x0000_5EFE, 0x0200_5EFE)
LOW, UNPACKED = 0xFFFF_FFFF, ipaddress.IPv6Network("::/96")


class NotSent(Exception):
    """Why nothing was sent: a key of phrases.FAILURES."""

    def __init__(self, key: str) -> None:
        """Keep the key."""
        super().__init__(key)
        self.key = key


def checked(url: str) -> SplitResult:
    """Return the parts of an address that may be posted to, in ASCII: the host by IDNA, the rest by percent signs.

    Raises NotSent("webhook-address").
    """
    try:
        parts = urlsplit(url)
        netloc, named = _netloc(parts), parts.username or parts.password
        path, query = quote(parts.path, safe=IN_PATH), quote(parts.query, safe=IN_QUERY)
    except ValueError:  # also UnicodeError: no host's name, half a character
        raise NotSent("webhook-address") from None
    parts = SplitResult(parts.scheme, netloc, path, query, "")
    if named or not (parts.scheme == "https" or (parts.scheme == "http" and is_own(parts))):
        raise NotSent("webhook-address")
    return parts


def is_own(parts: SplitResult) -> bool:
    """Return whether ``settings.WEBHOOK_HOSTS`` names the server: the company's own, wherever it stands."""
    return parts.netloc in {_netloc(urlsplit(f"//{host}")) for host in settings.WEBHOOK_HOSTS}


def _netloc(parts: SplitResult) -> str:
    """Return host and port in ASCII; raises ValueError where it is none."""
    host, port = parts.hostname or "", parts.port
    if ":" in host:
        said = f"[{ipaddress.IPv6Address(host)}]"  # without a zone: http.client has no word for it
        if "%" in said:
            raise ValueError(host)
    else:
        said = host.encode("idna").decode()
        if not HOST.fullmatch(said):
            raise ValueError(host)
    return said if port is None else f"{said}:{port}"


def addresses_of(host: str, port: int, deadline: float, *, own: bool) -> list[str]:
    """Return the addresses of a host, all of them judged; raises NotSent. ``deadline``: by time.monotonic."""
    try:
        found = in_time(lambda: socket.getaddrinfo(host, port, type=socket.SOCK_STREAM), deadline)
    except TimeoutError:
        raise NotSent("webhook-slow") from None
    except (OSError, UnicodeError):
        raise NotSent("webhook-unknown-host") from None
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    if not own and not all(is_public(each) for each in addresses):
        raise NotSent("webhook-private")
    return addresses


def is_public(address: str) -> bool:
    """Return whether an address, and every one that it holds, is anybody's on the internet."""
    try:
        ip = ipaddress.ip_address(address.split("%", maxsplit=1)[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        if any(ip in net for net in REFUSED):
            return False
        held = _held(ip)
        if held is not None and not is_public(str(held)):
            return False
        if ip in NAT64 or ip.ipv4_mapped:
            return True  # by what it holds
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)


def _held(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """Return the IPv4 address that a gateway would unpack."""
    packed = ip in NAT64 or ip in UNPACKED or ip.ipv4_mapped is not None or int(ip) >> 32 & LOW in ISATAP
    return ipaddress.IPv4Address(int(ip) & LOW) if packed else None


def in_time(work: Callable[[], Any], deadline: float) -> Any:
    """Return what a call gives that knows no time limit itself; raises TimeoutError, and leaves it to end by itself."""
    said: list[Any] = []
    failed: list[BaseException] = []

    def run() -> None:
        try:
            said.append(work())
        except Exception as error:  # noqa: BLE001 - handed to the caller
            failed.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(max(deadline - time.monotonic(), 0))
    if failed:
        raise failed[0]
    if not said:
        raise TimeoutError
    return said[0]
