"""Kept analyses that go out on the calendar (mission row S42): answered, pinned, and sent as each reader may see them.

Mail carries a workbook of the addressee's own numbers, so it goes to accounts alone; a webhook gets the link.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.actions import audit, records
from kaname.domains.core.names import spoken
from kaname.domains.core.queries import organisation, today
from kaname.domains.people.enums import Level
from kaname.domains.people.models import User
from kaname.domains.people.rules import NotAllowed
from kaname.domains.reporting.actions.analyses import SHOWN, again, check_own, pin
from kaname.domains.reporting.actions.reports import webhooks
from kaname.domains.reporting.actions.reports.sending import addressed, check_rule, masked, next_day
from kaname.domains.reporting.enums import Channel, DeliveryStatus
from kaname.domains.reporting.models import Analysis, AnalysisDelivery, AnalysisRun, AnalysisSchedule
from kaname.domains.reporting.queries.analysis.asked import asked
from kaname.domains.reporting.queries.analysis.behind import ALL, behind
from kaname.domains.reporting.queries.analysis.sheet import workbook
from kaname.domains.reporting.queries.analysis.wording import answer
from kaname.domains.reporting.queries.portfolio import has_portfolio, reach
from kaname.domains.schedule.queries.round_times import cycle

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def schedule(*, analysis: Analysis, values: dict[str, Any], by: Any) -> AnalysisSchedule:
    """Let one's own analysis go out every week, or once a month by a rule; every problem beside its field."""
    check_own(analysis, by)
    made = AnalysisSchedule(analysis=analysis, **values)
    problems = _problems(check_rule, made) | _problems(_fill_recipients, made)
    if problems:
        raise ValidationError(problems)
    made.next_on = next_day(made, today())
    return records.add(made, verb="analysis.schedule", by=by, confidentiality=SHOWN)


def pause(*, schedule: AnalysisSchedule, paused: bool, by: Any) -> AnalysisSchedule:
    """Stop a calendar entry of one's own analysis, or let it go on from its next day."""
    check_own(schedule.analysis, by)
    values: dict[str, Any] = {"paused": paused} | ({} if paused else {"next_on": next_day(schedule, today())})
    return records.change(schedule, values, verb="analysis.pause", by=by, version=None, confidentiality=SHOWN)


def _problems(check: Callable[[AnalysisSchedule], None], entry: AnalysisSchedule) -> dict[str, Any]:
    try:
        check(entry)
    except ValidationError as refused:
        return dict(refused.error_dict)
    return {}


def _fill_recipients(entry: AnalysisSchedule) -> None:
    entry.to = "\n".join(recipients(entry.analysis, entry.channel, entry.to))


def recipients(analysis: Analysis, channel: str, to: str) -> list[str]:
    """Return the addresses; what is wrong with them is said beside ``to``."""
    refused = _("Nobody with this address may read this analysis: %(value)s")
    return addressed(channel, to, lambda address: reader_of(analysis, address) is not None, refused)


def reader_of(analysis: Analysis, address: str) -> User | None:
    """Return the account of an address, if it may open the analysis today: shared or its own, and of its subject."""
    user = User.objects.filter(email__iexact=address, is_active=True).first()
    opens = user is not None and has_portfolio(user) and (analysis.shared or analysis.owner_id == user.pk)
    return user if opens and reach(user, asked(analysis.asked).about.right) >= Level.READ else None


def tick(now: datetime) -> int:
    """Send what is due; return how many sendings. A claim by the row's version keeps two clocks apart.

    Nothing in a demonstration, whose time stands still.
    """
    if organisation().as_of is not None:
        return 0
    here = now.astimezone(ZoneInfo(settings.TIME_ZONE))
    due = AnalysisSchedule.objects.filter(paused=False, next_on__lte=here.date()).select_related("analysis__owner")
    return sum(_send_due(each, here) for each in due if each.next_on < here.date() or each.hour <= here.hour)


def _send_due(entry: AnalysisSchedule, here: datetime) -> int:
    following = next_day(entry, here.date() + timedelta(days=1))
    rows = AnalysisSchedule.objects.filter(pk=entry.pk, version=entry.version, next_on=entry.next_on)
    if not rows.update(next_on=following, version=entry.version + 1):
        return 0
    try:
        run = pin(analysis=entry.analysis, by=entry.analysis.owner)
    except (NotAllowed, ValidationError):  # its owner analyses no more, or nothing has been frozen yet
        return 0
    return len(send(entry=entry, run=run))


def send(*, entry: AnalysisSchedule, run: AnalysisRun) -> list[AnalysisDelivery]:
    """Send a pinned answer to the addresses of an entry; each sending is kept."""
    done = [_sent(entry, run, each) for each in entry.to.splitlines()]
    with transaction.atomic():
        AnalysisDelivery.objects.bulk_create(done)
        told = {"to": [masked(d) for d in done], "failed": sum(d.status == DeliveryStatus.FAILED for d in done)}
        audit.record(verb="analysis.send", subject=entry.analysis, by=None, after=told, confidentiality=SHOWN)
    return done


def _sent(entry: AnalysisSchedule, run: AnalysisRun, to: str) -> AnalysisDelivery:
    done = AnalysisDelivery(run=run, schedule=entry, channel=entry.channel, to=to[:400])
    done.status, done.sent_at = DeliveryStatus.SENT, timezone.now()
    try:
        with translation.override(entry.language):
            if entry.channel == Channel.MAIL:
                _mail(entry.analysis, run, to).send()
            else:
                title = f"{spoken(run.analysis)} {_day(run.as_of)}"
                webhooks.post(to, webhooks.message(entry.channel, title, [], address_of(run)))
    except webhooks.NotSent as refused:
        done.status, done.failure = DeliveryStatus.FAILED, refused.key
    except OSError:  # smtplib's errors are some
        done.status, done.failure = DeliveryStatus.FAILED, "mail-refused"
    return done


def _mail(analysis: Analysis, run: AnalysisRun, to: str) -> EmailMessage:
    """Return the mail with what its reader may see; raises NotSent for who may see nothing of it any more."""
    reader = reader_of(analysis, to)
    if reader is None:
        raise webhooks.NotSent("not-a-reader")
    question, found, _same = again(reader, run)
    title = spoken(analysis)
    body = "\n".join(filter(None, [answer(found), "", address_of(run)]))
    mail = EmailMessage(f"{title} {_day(run.as_of)}", body, settings.DEFAULT_FROM_EMAIL, [to])
    facts = behind(reader, question, ALL, ALL, found.known)
    mail.attach(f"analysis-{run.pk}-{run.as_of:%Y%m%d}.xlsx", workbook(found, facts, title), XLSX)
    return mail


def _day(day: date) -> str:
    return _now("as of %(day)s") % {"day": f"{day:%Y-%m-%d}"}


def address_of(run: AnalysisRun) -> str:
    """Return where the pinned answer is read; "" where the installation does not know its own address."""
    site = cycle().base_url
    return f"{site.rstrip('/')}/analysis/runs/{run.pk}/" if site else ""
