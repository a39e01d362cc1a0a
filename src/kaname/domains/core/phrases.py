"""The sentences of notices, by their kind: English with named values; Japanese stands in the catalogue."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

NOTICES: Mapping[str, Promise] = {
    "relation.asked": _("%(giving)s is asked to promise “%(activity)s” to %(receiving)s"),
    "relation.given": _("%(giving)s promised “%(activity)s” to %(receiving)s; your acceptance is asked"),
    "relation.agreed": _("%(receiving)s accepted “%(activity)s” from %(giving)s"),
    "relation.refused": _("“%(activity)s” between %(giving)s and %(receiving)s was refused"),
    "project.moved": _("%(giving)s moved “%(activity)s”: the forecast of %(receiving)s changes by %(days)s days"),
    "project.handed_over": _("%(project)s was handed over to you"),
    "job.done": _("Finished: %(title)s"),
    "job.failed": _("Failed: %(title)s"),
}
