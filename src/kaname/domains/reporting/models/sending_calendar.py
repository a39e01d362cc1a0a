"""SendingCalendar: on which days something goes out, how, and to whom."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.models import Record
from kaname.domains.reporting.enums import Channel, SendingRule


class SendingCalendar(Record):
    """``rule`` with ``weekday`` and ``nth`` says the days (rules.sending_days); ``to``: an address a line."""

    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES, default="ja")
    rule = models.CharField(_("when"), max_length=12, choices=SendingRule, default=SendingRule.WEEKLY)
    nth = models.PositiveSmallIntegerField(_("which one of the month"), default=1)
    weekday = models.PositiveSmallIntegerField(_("weekday"))
    hour = models.PositiveSmallIntegerField(_("hour"), default=9)
    channel = models.CharField(_("way of sending"), max_length=8, choices=Channel, default=Channel.MAIL)
    to = models.TextField(_("addressees"))
    next_on = models.DateField()
    paused = models.BooleanField(default=False)

    class Meta:
        """Of its own no table."""

        abstract = True
