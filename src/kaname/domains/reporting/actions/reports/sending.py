"""Sending a frozen report: by mail with the file, or a message to a webhook; by hand, or on the calendar."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.actions import audit, records
from kaname.domains.core.queries import organisation, today
from kaname.domains.people.models import User
from kaname.domains.reporting.actions.reports import webhooks
from kaname.domains.reporting.actions.reports.writing import check_may_write
from kaname.domains.reporting.enums import NEEDS, Channel, DeliveryStatus, FileEnding, SendingRule
from kaname.domains.reporting.models import AnalysisDelivery, Report, ReportDelivery, ReportSchedule, ReportSnapshot
from kaname.domains.reporting.models.sending_calendar import SendingCalendar
from kaname.domains.reporting.phrases.failures import FAILURES
from kaname.domains.reporting.queries.reports.files import frozen_document, frozen_file
from kaname.domains.reporting.queries.reports.shelf import hidden_kinds, hidden_subjects, reads_reports
from kaname.domains.reporting.rules.sending_days import LAST, next_sending
from kaname.domains.schedule.queries.round_times import business_days, cycle
from kaname.exchange.reports.writers import TYPES

MOST, MOST_WORKING = 50, 20


def send(
    *,
    snapshot: ReportSnapshot,
    channel: str,
    to: str,
    by: Any,
    ending: str = FileEnding.PDF,
    language: str = "ja",
    site: str = "",
) -> list[ReportDelivery]:
    """Send a frozen report to addresses (one a line, or by commas) or to a webhook; each sending is kept.

    A mailed file leaves out what its reader may not see here; to an address that is nobody's account, everything that
    needs a right of its own. Raises ValidationError beside ``to`` before anything is sent.
    """
    project = snapshot.report.project
    check_may_write(by, project)
    reached = recipients(snapshot.report, channel, to)
    done = [_sent(snapshot, channel, each, by, ending, language, site) for each in reached]
    with transaction.atomic():
        ReportDelivery.objects.bulk_create(done)
        told = {"to": [masked(d) for d in done], "failed": sum(d.status == DeliveryStatus.FAILED for d in done)}
        where = project.pk if project else None
        audit.record(verb="report.send", subject=snapshot, by=by, after=told, project_id=where)
    return done


def recipients(report: Report, channel: str, to: str) -> list[str]:
    """Return the addresses; what is wrong with them is said beside ``to``."""
    return addressed(channel, to, partial(_may_have, report), _("May not read this report: %(value)s"))


def addressed(channel: str, to: str, allowed: Callable[[str], bool], refused: Any) -> list[str]:
    """Return the address of a webhook, or those of a mail, one a line or by commas, each once.

    Raises ValidationError beside ``to`` with everything that is wrong; ``refused`` says it of who is not ``allowed``.
    """
    if channel != Channel.MAIL:
        try:
            webhooks.checked(to.strip())
        except webhooks.NotSent as why:
            raise ValidationError({"to": FAILURES[why.key]}) from None
        return [to.strip()]
    found = list(dict.fromkeys(filter(None, (a.strip() for a in to.replace(",", "\n").splitlines()))))
    wrong = [a for a in found if not _is_mail(a)]
    forbidden = [a for a in found if a not in wrong and not allowed(a)]
    problems = [ValidationError(_("Not an address: %(value)s"), params={"value": a}) for a in wrong]
    problems += [ValidationError(refused, params={"value": a}) for a in forbidden]
    if not found or len(found) > MOST:
        problems.append(ValidationError(_("Give one to %(most)s addresses."), params={"most": MOST}))
    if problems:
        raise ValidationError({"to": problems})
    return found


def _is_mail(address: str) -> bool:
    try:
        validate_email(address)
    except ValidationError:
        return False
    return "\n" not in address


def _may_have(report: Report, address: str) -> bool:
    """Return whether an address may get the report: an account by its rights, others what needs no right of its own."""
    user = User.objects.filter(email__iexact=address, is_active=True).first()
    if user is None:
        return report.kind not in NEEDS
    return reads_reports(user, report.project) and report.kind not in hidden_kinds(user, report.project)


def hidden_for(report: Report, address: str) -> frozenset[str]:
    """Return the subjects that are left out for an address."""
    user = User.objects.filter(email__iexact=address, is_active=True).first()
    if user is not None:
        return hidden_subjects(user, report.project)
    return frozenset({"cost", "decision", "resource", "charter"})


def _sent(
    snapshot: ReportSnapshot, channel: str, to: str, by: Any, ending: str, language: str, site: str
) -> ReportDelivery:
    done = ReportDelivery(snapshot=snapshot, channel=channel, to=to[:400], ending=ending, sent_by=by)
    done.status, done.sent_at = DeliveryStatus.SENT, timezone.now()
    try:
        with translation.override(language):
            if channel == Channel.MAIL:
                _mail(snapshot, to, ending, language, site).send()
            else:
                _post(snapshot, channel, to, language, site)
    except webhooks.NotSent as refused:
        done.status, done.failure = DeliveryStatus.FAILED, refused.key
    except OSError:  # smtplib's errors are some
        done.status, done.failure = DeliveryStatus.FAILED, "mail-refused"
    return done


def _mail(snapshot: ReportSnapshot, to: str, ending: str, language: str, site: str) -> EmailMessage:
    hidden = hidden_for(snapshot.report, to)
    document = frozen_document(snapshot, language, hidden)
    body = "\n".join(
        [*document.conclusion, "", _address(snapshot, site), _now("Number: %(number)s") % {"number": snapshot.number}]
    )
    mail = EmailMessage(f"{document.title} {document.subtitle}", body, settings.DEFAULT_FROM_EMAIL, [to])
    content = frozen_file(snapshot, ending, language, hidden, site)
    mail.attach(f"{snapshot.number}.{ending}", content, TYPES[ending])
    return mail


def _post(snapshot: ReportSnapshot, channel: str, to: str, language: str, site: str) -> None:
    document = frozen_document(snapshot, language, {"cost", "decision", "resource", "charter"})
    title = f"{document.title} {document.subtitle}"
    webhooks.post(to, webhooks.message(channel, title, list(document.conclusion), _address(snapshot, site)))


def _address(snapshot: ReportSnapshot, site: str) -> str:
    return f"{site.rstrip('/')}/reports/{snapshot.number}/" if site else ""


def masked(done: ReportDelivery | AnalysisDelivery) -> str:
    """Return an address for the log: a webhook's is a secret."""
    return done.to if done.channel == Channel.MAIL else f"{done.channel}: {webhooks.checked(done.to).hostname}"


def schedule(*, values: dict[str, Any], by: Any) -> ReportSchedule:
    """Let the newest frozen report of a kind go out every week, or once a month by a rule.

    ``values``: the columns of ReportSchedule; without ``rule`` every week.
    """
    project = values.get("project")
    check_may_write(by, project)
    report = Report(project=project, kind=values["kind"], as_of=today())
    reached = recipients(report, values["channel"], values["to"])
    made = ReportSchedule(**values | {"to": "\n".join(reached)})
    check_rule(made)
    made.next_on = next_day(made, today())
    told = {"project_id": project.pk if project else None}
    return records.add(made, verb="report.schedule", by=by, **told)


def pause(*, schedule: ReportSchedule, paused: bool, by: Any) -> ReportSchedule:
    """Stop a calendar entry, or let it go on from its next day."""
    check_may_write(by, schedule.project)
    values: dict[str, Any] = {"paused": paused}
    if not paused:
        values["next_on"] = next_day(schedule, today())
    told = {"project_id": schedule.project_id}
    return records.change(schedule, values, verb="report.pause", by=by, version=None, **told)


def check_rule(entry: SendingCalendar) -> None:
    """Refuse a number of the month that its rule does not know."""
    most = LAST if entry.rule == SendingRule.NTH_WEEKDAY else MOST_WORKING
    if not 1 <= entry.nth <= most:
        raise ValidationError({"nth": ValidationError(_("Choose 1 to %(most)s."), params={"most": most})})


def next_day(entry: SendingCalendar, after: date) -> date:
    """Return the first day of an entry on a day or later, by the company's calendar."""
    return next_sending(entry.rule, entry.weekday, entry.nth, after, business_days())


def tick(now: datetime) -> int:
    """Send what is due; return how many sendings. A claim by the row's version keeps two clocks apart.

    Nothing in a demonstration, whose time stands still.
    """
    if organisation().as_of is not None:
        return 0
    here = now.astimezone(ZoneInfo(settings.TIME_ZONE))
    due = ReportSchedule.objects.filter(paused=False, next_on__lte=here.date()).select_related("project")
    return sum(_send_due(each, here) for each in due if each.next_on < here.date() or each.hour <= here.hour)


def _send_due(entry: ReportSchedule, here: datetime) -> int:
    following = next_day(entry, here.date() + timedelta(days=1))
    rows = ReportSchedule.objects.filter(pk=entry.pk, version=entry.version, next_on=entry.next_on)
    if not rows.update(next_on=following, version=entry.version + 1):
        return 0
    newest = newest_unsent(entry)
    if newest is None:
        return 0
    how = {"ending": entry.ending, "language": entry.language, "site": cycle().base_url}
    done = send(snapshot=newest, channel=entry.channel, to=entry.to, by=None, **how)
    return len(done)


def newest_unsent(entry: ReportSchedule) -> ReportSnapshot | None:
    """Return the newest frozen report of an entry, unless it has gone to its addresses already."""
    found = ReportSnapshot.objects.filter(report__project=entry.project_id, report__kind=entry.kind)
    newest = found.select_related("report__project").order_by("-report__as_of", "-id").first()
    if newest is None:
        return None
    sent = set(newest.deliveries.filter(status=DeliveryStatus.SENT).values_list("to", flat=True))
    return None if set(entry.to.splitlines()) <= sent else newest
