"""What a page of quality says first, in a sentence."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kaname.domains.core.names import spoken
from kaname.domains.quality.enums import OPEN, DefectState, Ruling
from kaname.domains.quality.models import Defect
from kaname.domains.quality.queries.defects import Counts
from kaname.domains.quality.queries.gates import Seen
from kaname.domains.quality.queries.measures import Followed
from kaname.domains.quality.queries.trend import Quarter
from kaname.domains.quality.rules import Standing
from kaname.web.templatetags.marks import ja_date, joined, share_of
from kaname.web.templatetags.quality import measured


def register_answer(red: int, amber: int, projects: int, now: Quarter) -> str:
    """Return how many projects' quality is red or amber, and this quarter's rate of gates passed at once."""
    if not projects:
        return _("No project records its quality yet.")
    if red or amber:
        said = [_("Quality is red in %(red)s and amber in %(amber)s projects.") % {"red": red, "amber": amber}]
    else:
        said = [_("Quality is green wherever it is recorded.")]
    if now.first_pass is not None:
        told = _("In this quarter %(share)s of gates were passed at once (%(passed)s of %(first)s).")
        said.append(told % {"share": share_of(now.first_pass), "passed": now.passed, "first": now.first})
    return joined(said)


def defects_answer(counts: Counts) -> str:
    """Return how many defects are open, how many of them stop work, how many are late."""
    if not counts.all:
        return _("No defect matches.")
    if not counts.open:
        return _("None of the %(count)s defects is open.") % {"count": counts.all}
    said = ngettext("%(open)s of %(count)s defect is open", "%(open)s of %(count)s defects are open", counts.all)
    values = {"open": counts.open, "count": counts.all, "s1": counts.s1, "late": counts.late}
    return (said + _(": S1 %(s1)s, past their day %(late)s.")) % values


def project_answer(found: Standing) -> str:
    """Return what stands against a project's quality, the worst first."""
    if not found.recorded:
        return _("Nothing is recorded yet: follow a metric, report a defect, or prepare a gate.")
    said = []
    if found.failed:
        said.append(_("%(gate)s was not passed.") % {"gate": found.failed[0].code})
    if found.s1:
        told = ngettext(
            "%(count)s S1 defect is open, the longest for %(days)s business days.",
            "%(count)s S1 defects are open, the longest for %(days)s business days.",
            len(found.s1),
        )
        said.append(told % {"count": len(found.s1), "days": found.s1[0].days})
    if found.out:
        said.append(_("%(out)s of %(read)s metrics are out of their band.") % {
            "out": len(found.out), "read": found.read,
        })  # fmt: skip
    if not said:
        said.append(_("Every metric is in its band and no S1 defect is open."))
    if found.open:
        said.append(_("Defects still open: %(count)s.") % {"count": found.open})
    return joined(said)


def measure_answer(found: Followed) -> str:
    """Return how a metric's newest reading stands."""
    last = found.last
    if last is None:
        return _("Nothing is measured yet.")
    said = {"value": measured(last.value), "day": ja_date(last.as_of), "n": last.n}
    if last.inside:
        return _("%(value)s on %(day)s (n=%(n)s): in its band.") % said
    if last.lower is not None and last.value < last.lower:
        return _("%(value)s on %(day)s (n=%(n)s): below its band.") % said
    return _("%(value)s on %(day)s (n=%(n)s): above its band.") % said


def defect_answer(defect: Defect, state: str, late: int | None) -> str:
    """Return how a defect stands."""
    label = dict(DefectState.choices)[state]
    if state not in OPEN:
        return _("%(severity)s: %(state)s.") % {"severity": defect.get_severity_display(), "state": label}
    who = spoken(defect.owner) if defect.owner else _("nobody yet")
    said = [_("%(severity)s: %(state)s, with %(person)s.") % {
        "severity": defect.get_severity_display(), "state": label, "person": who,
    }]  # fmt: skip
    if late:
        said.append(ngettext("It is %(count)s day late.", "It is %(count)s days late.", late) % {"count": late})
    return joined(said)


def gate_answer(found: Seen) -> str:
    """Return what a gate says, or what is next."""
    gate = found.gate
    if not found.ruled:
        return _("%(phase)s, review %(attempt)s: %(state)s.") % {
            "phase": spoken(gate.phase), "attempt": gate.attempt, "state": found.state_label,
        }  # fmt: skip
    said = [_("%(phase)s, review %(attempt)s: %(ruling)s on %(day)s.") % {
        "phase": spoken(gate.phase), "attempt": gate.attempt, "ruling": dict(Ruling.choices)[found.ruling],
        "day": ja_date(gate.ruled_on),
    }]  # fmt: skip
    if found.open:
        said.append(_("Conditions open: %(open)s (overdue: %(late)s).") % {"open": found.open, "late": found.late})
    return joined(said)


def gates_answer(rows: Sequence[Seen]) -> str:
    """Return how many gates were passed, and how many conditions are open."""
    if not rows:
        return _("No gate matches.")
    ruled = [s for s in rows if s.ruled]
    passed = sum(s.ruling == Ruling.PASSED for s in ruled)
    said = _("Gates ruled on: %(ruled)s, passed without conditions: %(passed)s, conditions open: %(open)s.")
    return said % {"ruled": len(ruled), "passed": passed, "open": sum(s.open for s in rows)}
