"""Webhooks: what address may be written, where it may lead, how long a server may take. Real servers and sockets."""

import http.server
import socket
import threading
import time

import pytest

from kaname.domains.reporting.actions.reports import webhooks
from kaname.domains.reporting.actions.reports.webhook_addresses import is_public


class Chat(http.server.BaseHTTPRequestHandler):
    """A chat server that keeps what it is asked."""

    asked: list[tuple[str, str, bytes]] = []
    status = 200

    def do_POST(self) -> None:
        said = self.rfile.read(int(self.headers["Content-Length"]))
        self.asked.append((self.headers["Host"], self.path, said))
        self.send_response(self.status)
        if self.status == 302:
            self.send_header("Location", "/elsewhere")
        self.end_headers()

    do_GET = do_POST  # noqa: N815 - what a redirect would be followed with

    def log_message(self, *_args: object) -> None:
        return


@pytest.fixture
def chat(settings):
    server = http.server.HTTPServer(("127.0.0.1", 0), Chat)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    Chat.asked, Chat.status = [], 200
    settings.WEBHOOK_HOSTS = [f"127.0.0.1:{server.server_port}"]
    yield server.server_port
    server.shutdown()
    server.server_close()
    thread.join()


def refusal(url: str) -> str:
    with pytest.raises(webhooks.NotSent) as refused:
        webhooks.post(url, {"text": "x"})
    return refused.value.key


@pytest.mark.parametrize(
    ("written", "host", "path", "query"),
    [
        ("https://チャット.example/通知?宛=部", "xn--7ckep0i.example", "/%E9%80%9A%E7%9F%A5", "%E5%AE%9B=%E9%83%A8"),
        ("https://example.com/a%20b c", "example.com", "/a%20b%20c", ""),
        ("https://ＥＸＡＭＰＬＥ.com:8443/x", "example.com:8443", "/x", ""),
        ("https://example.com/x?a=b#c", "example.com", "/x", "a=b"),
        ("https://[2606:4700::1111]/x", "[2606:4700::1111]", "/x", ""),
    ],
)
def test_an_address_is_written_in_ascii(written, host, path, query):
    parts = webhooks.checked(written)
    assert (parts.netloc, parts.path, parts.query, parts.fragment) == (host, path, query, "")


@pytest.mark.parametrize(
    "written",
    [
        "https://ex ample.com/", "https://-example.com/", f"https://{'あ' * 70}.example/", "https://a..example/",
        "https://example.com/\ud800", "https://\ud800.example/", "https://exa\x00mple.com/", "https://example.com:x/",
        "https://[fe80::1%25eth0]/", "https://", "https://u:p@example.com/", "http://example.com/", "https://ex℀mple.com/",
    ],
)  # fmt: skip
def test_what_is_no_address_is_refused_by_name(written):
    with pytest.raises(webhooks.NotSent) as refused:
        webhooks.checked(written)
    assert refused.value.key == "webhook-address"


def test_a_path_in_japanese_reaches_its_server(chat):
    webhooks.post(f"http://127.0.0.1:{chat}/通知?宛=部 長", {"text": "完了\ud800"})
    assert Chat.asked == [
        (f"127.0.0.1:{chat}", "/%E9%80%9A%E7%9F%A5?%E5%AE%9B=%E9%83%A8%20%E9%95%B7", '{"text": "完了?"}'.encode())
    ]


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
        "255.255.255.255", "::1", "::", "fe80::1", "fc00::1", "fec0::1", "ff02::1", "2001:db8::1",
        "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b::a00:1", "64:ff9b:1::808:808",
        "2002:7f00:1::", "2002:a00:1::1", "2001:0:4136:e378:8000:63bf:3fff:fdd2", "2001::1",
        "::ffff:127.0.0.1", "::ffff:192.168.1.1", "::127.0.0.1", "::a00:1",
        "2606:4700::5efe:a00:1", "2606:4700::200:5efe:7f00:1", "nonsense",
    ],
)  # fmt: skip
def test_a_private_address_is_known_in_every_dress(address):
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "2606:4700::1111", "64:ff9b::808:808", "::ffff:8.8.8.8", "2606:4700::5efe:808:808"]
)
def test_a_public_address_stays_one(address):
    assert is_public(address)


@pytest.mark.parametrize("host", ["[64:ff9b::7f00:1]", "[2002:7f00:1::]", "[::ffff:127.0.0.1]", "2130706433", "127.1"])
def test_a_server_is_refused_by_the_address_that_its_name_gives(chat, host):
    assert (refusal(f"https://{host}:{chat}/"), Chat.asked) == ("webhook-private", [])


def test_one_private_address_among_public_ones_is_enough(monkeypatch, chat):
    given = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (a, chat)) for a in ("8.8.8.8", "127.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_a, **_k: given)
    assert (refusal(f"https://two.example:{chat}/"), Chat.asked) == ("webhook-private", [])


def test_the_address_that_was_judged_is_the_one_that_is_reached(monkeypatch, settings, chat):
    """A name that answers otherwise the second time is not asked a second time."""
    answers = [[(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", chat))], []]
    settings.WEBHOOK_HOSTS = [f"rebinding.example:{chat}"]
    resolve = socket.getaddrinfo

    def answer(host, *rest, **named):
        return answers.pop(0) if host == "rebinding.example" else resolve(host, *rest, **named)

    monkeypatch.setattr(socket, "getaddrinfo", answer)
    webhooks.post(f"http://rebinding.example:{chat}/x", {})
    assert ([host for host, *_ in Chat.asked], len(answers)) == ([f"rebinding.example:{chat}"], 1)


def test_a_redirect_is_not_followed(chat, monkeypatch):
    monkeypatch.setattr(Chat, "status", 302)
    assert (refusal(f"http://127.0.0.1:{chat}/hook"), [path for _, path, _ in Chat.asked]) == (
        "webhook-refused", ["/hook"],
    )  # fmt: skip


HELLO = b"\x16\x03\x03\x3f\x00"
"""The head of a TLS record that announces more than will ever come."""
DRIPS = {
    "status": ("http", b"HTTP/1.1 2" + b"0" * 999),
    "head": ("http", b"HTTP/1.1 200 OK\r\nX: " + b"x" * 999),
    "continue": ("http", b"HTTP/1.1 100 Continue\r\n\r\n" * 99),
    "tls": ("https", HELLO + b"\x02" * 999),
}


@pytest.mark.parametrize(("scheme", "drops"), DRIPS.values(), ids=DRIPS)
def test_a_server_that_drips_is_hung_up_on_at_the_deadline(monkeypatch, settings, scheme, drops):
    monkeypatch.setattr(webhooks, "SECONDS", 0.6)
    tap = socket.create_server(("127.0.0.1", 0))

    def drip() -> None:
        taken, _ = tap.accept()
        with taken:
            for drop in drops:
                try:
                    taken.sendall(bytes([drop]))
                except OSError:
                    return
                time.sleep(0.05)

    thread = threading.Thread(target=drip, daemon=True)
    thread.start()
    here = f"127.0.0.1:{tap.getsockname()[1]}"
    settings.WEBHOOK_HOSTS = [here]
    begun = time.monotonic()
    assert refusal(f"{scheme}://{here}/") == "webhook-slow"
    assert time.monotonic() - begun < 3
    thread.join(5)
    assert not thread.is_alive()
    tap.close()


def test_a_name_that_is_never_found_ends_at_the_deadline(monkeypatch):
    monkeypatch.setattr(webhooks, "SECONDS", 0.2)
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_a, **_k: time.sleep(1) or [])
    begun = time.monotonic()
    assert refusal("https://slow.example/") == "webhook-slow"
    assert time.monotonic() - begun < 0.9


def test_a_server_without_a_certificate_that_holds_is_no_answer(chat, settings):
    assert refusal(f"https://127.0.0.1:{chat}/") == "webhook-no-answer"
