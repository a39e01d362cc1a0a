"""Why a report was not sent."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

FAILURES: Mapping[str, Promise] = {
    "webhook-address": _("The address of a webhook begins with https:// and holds no name or password."),
    "webhook-private": _("The address leads into a private network. Ask whoever runs Kaname to allow it."),
    "webhook-unknown-host": _("There is no server of this name."),
    "webhook-no-answer": _("The server did not answer."),
    "webhook-slow": _("The server took longer than ten seconds."),
    "webhook-refused": _("The server refused the message. Is the webhook still in use?"),
    "not-a-reader": _("Nobody with this address may read it any more."),
    "mail-refused": _("The mail server did not take the mail."),
}
