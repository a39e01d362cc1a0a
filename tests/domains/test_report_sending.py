"""Reports that go out: by mail, to a webhook, by the calendar."""

import http.server
import threading
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError

from factories.people import make_user
from factories.project import make_user_of
from factories.reports import freeze, make_reported
from kaname.domains.core.models import AuditEvent, Organisation
from kaname.domains.core.queries import forget_organisation
from kaname.domains.people.enums import Role
from kaname.domains.project.models import Project
from kaname.domains.reporting.actions.reports import sending, webhooks

pytestmark = pytest.mark.django_db


@pytest.fixture
def project(monkeypatch) -> Project:
    return make_reported(monkeypatch)


@pytest.fixture
def pm(project):
    return make_user_of(project, Role.PROJECT_MANAGER)


def test_mail_takes_the_file_to_addresses_and_leaves_out_what_they_may_not_see(project, pm):
    frozen = freeze(project, pm)
    done = sending.send(snapshot=frozen, channel="mail", to=f"{pm.email}, outside@example.com", by=pm, ending="xlsx")
    assert [(d.to, d.status) for d in done] == [(pm.email, "sent"), ("outside@example.com", "sent")]
    sheets = []
    for sent in mail.outbox:
        name, content, _kind = sent.attachments[0]
        assert name == "WR-S1-20261120-1.xlsx"
        from io import BytesIO

        import openpyxl

        sheets.append(openpyxl.load_workbook(BytesIO(content)).sheetnames)
    assert ("10. 判断・依頼事項" in sheets[0], "10. 判断・依頼事項" in sheets[1]) == (True, False)


def test_wrong_and_forbidden_addresses_are_all_named_and_nothing_is_sent(project, pm):
    frozen, stranger = freeze(project, pm), make_user()
    with pytest.raises(ValidationError) as refused:
        sending.send(snapshot=frozen, channel="mail", to=f"nobody\n{stranger.email}\n{pm.email}", by=pm)
    assert refused.value.message_dict["to"] == [
        "メールアドレスではありません：nobody", f"この報告書を閲覧できない人です：{stranger.email}",
    ]  # fmt: skip
    assert (mail.outbox, frozen.deliveries.count()) == ([], 0)


class Chat(http.server.BaseHTTPRequestHandler):
    """A chat server that keeps what it is told."""

    said: list[bytes] = []
    status = 200

    def do_POST(self) -> None:
        self.said.append(self.rfile.read(int(self.headers["Content-Length"])))
        self.send_response(self.status)
        self.end_headers()

    def log_message(self, *_args: object) -> None:
        return


@pytest.fixture
def chat():
    server = http.server.HTTPServer(("127.0.0.1", 0), Chat)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    Chat.said.clear()
    yield f"127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_webhook_of_the_companys_own_server_gets_the_conclusion(project, pm, chat, settings):
    settings.WEBHOOK_HOSTS = [chat]
    frozen = freeze(project, pm)
    for channel in ("slack", "teams"):
        [done] = sending.send(
            snapshot=frozen, channel=channel, to=f"http://{chat}/hook", by=pm, site="https://k.example"
        )
        assert done.status == "sent"
    told = [said.decode() for said in Chat.said]
    assert all("総合判定は赤" in said and "https://k.example/reports/WR-S1-20261120-1/" in said for said in told)
    assert [AuditEvent.objects.filter(verb="report.send").first().after["to"]] == [["teams: 127.0.0.1"]]


def test_a_webhook_into_a_private_network_is_refused_before_anything_is_said(project, pm, chat):
    frozen = freeze(project, pm)
    for url in (f"http://{chat}/", "https://user:secret@example.com/", "ftp://example.com/", "https://[::1/"):
        with pytest.raises(ValidationError):
            sending.send(snapshot=frozen, channel="slack", to=url, by=pm)
    [done] = sending.send(snapshot=frozen, channel="slack", to=f"https://{chat}/", by=pm)
    assert (done.status, done.failure, Chat.said) == ("failed", "webhook-private", [])


def test_a_server_that_refuses_is_told_of(chat, settings, monkeypatch):
    settings.WEBHOOK_HOSTS = [chat]
    monkeypatch.setattr(Chat, "status", 410)
    with pytest.raises(webhooks.NotSent) as refused:
        webhooks.post(f"http://{chat}/hook", {"text": "x"})
    assert refused.value.key == "webhook-refused"


def test_the_calendar_sends_the_newest_report_once(project, pm):
    values = {"project": project, "kind": "weekly", "channel": "mail", "to": pm.email, "ending": "pdf", "hour": 9}
    entry = sending.schedule(values=values | {"language": "ja", "weekday": 0}, by=pm)
    assert entry.next_on == date(2026, 11, 23)
    freeze(project, pm)
    monday = datetime(2026, 11, 23, 0, 30, tzinfo=UTC)  # half past nine in Tokyo
    assert sending.tick(monday) == 0  # the company stands at a fixed date
    Organisation.objects.update(as_of=None)
    forget_organisation()
    assert [sending.tick(monday - timedelta(hours=1)), sending.tick(monday), sending.tick(monday)] == [0, 1, 0]
    assert sending.tick(monday + timedelta(days=7)) == 0  # nothing new was frozen
    assert len(mail.outbox) == 1
    sending.pause(schedule=entry, paused=True, by=pm)
    entry.refresh_from_db()
    assert entry.paused
