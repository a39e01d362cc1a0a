"""The demo company: built by the command, holding the stories, the same every time."""

import json

import pytest
from installations import Installation

pytestmark = pytest.mark.thorough

FOUND = """
import json
import django; django.setup()
from datetime import date
from kaname.demo.signins import SIGN_INS
from kaname.demo.company import PASSWORD
from kaname.domains.core.models import AuditHead, Organisation
from kaname.domains.core.queries import broken_links
from kaname.domains.core.instants import finish_date_of
from kaname.domains.cost.models import Saving
from kaname.domains.cost.queries.savings import ledger_of
from kaname.domains.people.models import Person, RoleHolding, User
from kaname.domains.reporting.queries import monday
from kaname.domains.reporting.queries.effort import efforts_seen_by
from kaname.domains.reporting.queries.success import success_rate
from kaname.domains.people.enums import Role
from kaname.domains.control.models import Decision, Issue
from kaname.domains.reporting.models import HealthSnapshot
from kaname.domains.project.models import Delegation, Project, ProjectMember
from kaname.domains.schedule.models import (
    Activity, Baseline, BaselineProposal, MilestoneForecast, Plan, ProgressDate, Relation,
)
from kaname.domains.schedule.queries import load

boss = User.objects.get(person__code="K001")
closed, savings = success_rate(boss), ledger_of(Saving.objects.visible_to(boss))
effort = efforts_seen_by(boss, date(2026, 8, 28), date(2026, 11, 20))
weeks = load.load(boss, date(2026, 11, 23), 6, load.everybody(boss))
plans = {p.project.code: p for p in Plan.objects.select_related("project")}
slips = MilestoneForecast.objects.filter(plan=plans["N26-03"], uid="N6.G").order_by("as_of")
roles = {u.person.code: {r.role for r in u.person.roles.all()} | {m.role for m in u.person.memberships.all()}
         for u in User.objects.select_related("person")}
crossing = Relation.objects.filter(crosses=True).order_by("pk").first()
leader = User.objects.get(person__code=next(s.code for s in SIGN_INS if s.role == Role.TEAM_LEADER))
led = monday.projects_as(leader, Role.TEAM_LEADER)
delegation, proposal = Delegation.objects.get(), BaselineProposal.objects.get()
stuck = ProgressDate.objects.filter(plan=plans["S26-03"]).order_by("-as_of")[:4]
print(json.dumps({
    "company": list(Organisation.objects.values_list("name_en", "as_of", "is_demo"))[0],
    "people": [Person.objects.filter(employer=e).count() for e in ("own", "vendor", "freelance", "client")],
    "types": sorted(Project.objects.exclude(status="completed").values_list("project_type", flat=True)),
    "issues": {
        s.project.code: s.axes["issues"]["health"]
        for s in HealthSnapshot.objects.filter(as_of="2026-11-20").select_related("project")
    },
    "issues_put_off": max(sum(a != b for a, b in zip(d, d[1:])) for i in Issue.objects.filter(project__code="N26-03")
                          for d in [list(i.steps.values_list("due", flat=True))]),
    "success": [closed.n, closed.successes, len(closed.cancelled)],
    "savings": [savings.total, savings.waiting, savings.overlapping, sorted({e.why for e in savings.entries})],
    "reporting": [round(effort.figures(weeks=[w]).load) for w in (effort.weeks[1], effort.weeks[-1])],
    "without_english": [str(row) for kind in (Person, Project) for row in kind.objects.filter(name_en="")],
    "roles_without_sign_in": [s.role for s in SIGN_INS if s.role not in roles[s.code]],
    "every_role": len({s.role for s in SIGN_INS}) == len(Role),
    "password": boss.check_password(PASSWORD),
    "report_dates": ProgressDate.objects.values("as_of").distinct().count(),
    "watermelon": [plans["S26-02"].project.declared_health, plans["S26-02"].computed_health],
    "killed": plans["N26-02"].project.status,
    "stuck": [p.rows["I4.2"][2] for p in stuck],
    "baselines": list(plans["S26-01"].baselines.order_by("number").values_list("number", flat=True)),
    "delegated": [delegation.project.code, delegation.project.authority_level, list(delegation.powers),
                  str(delegation.valid_to)],
    "proposed": [proposal.plan.project.code, proposal.state, proposal.finish > proposal.plan.baselines.first().finish],
    "waits": sorted({f"{d.project.code} {a.uid}" for d in Decision.objects.filter(state="raised")
                     for a in d.blocked.filter(actual_finish=None)}),
    "in_review": [str(d.code) for d in monday.deliverables_with(led, "in_review")],
    "handed_over": sorted(ProjectMember.objects.filter(project__code="R26-03", role="project_manager")
                          .values_list("person__name_en", flat=True)),
    "suppressed": "M-014" in plans["R26-02"].project.summary,
    "slip": [str(finish_date_of(slips[0].finish)) < str(finish_date_of(slips.last().finish)), slips.count()],
    "crossing": [crossing.predecessor.plan.project.code, crossing.plan.project.code, crossing.sign_off],
    "after_platform": crossing.predecessor.finish <= crossing.successor.start,
    "overbooked": sorted({r.resource.name_en for r in weeks.rows if (r.booked > r.available + 1e-6).any()}),
    "broken": list(broken_links()),
    "head": AuditHead.objects.get().hash,
}, default=str))
"""


JAPANESE = """
import json, re
import django; django.setup()
from django.apps import apps
from django.db.models import CharField, TextField

found = set()
for model in apps.get_models():
    names = {f.name for f in model._meta.concrete_fields if isinstance(f, (CharField, TextField))}
    for row in model._base_manager.values(*names):
        for name in names - {"kana"}:
            if not row.get(name + "_en") and re.search("[\u3040-\u30ff\u4e00-\u9fff]", str(row[name] or "")):
                found.add(f"{model.__name__}.{name}")
print(json.dumps(sorted(found)))
"""
"""Where something is written in Japanese without an English twin beside it."""
NAMES = [
    "Activity.name",
    "AuditEvent.actor_name",
    "AuditEvent.reason",
    "AuditEvent.subject_name",
    "BaselineActivity.name",
    "Decision.code",
    "Defect.code",
    "Issue.code",
    "MilestoneForecast.name",
    "ProgressRecord.name",
    "Promise.name",
    "Risk.code",
    "RoleDemand.code",
    "User.name",
]
"""Names whose English twin stands elsewhere, where pages find it: in the plan, on the person, in the number itself."""

HISTORY = """
import json, re
import django; django.setup()
from django.utils import translation
from kaname.domains.core.models import AuditEvent
from kaname.web.audit import describing

describing.SHOWN = 1000
JAPANESE = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
RAW = re.compile(r"[{\\[]|\\bNone\\b|(?<![\\w-])\\d{4}-\\d{2}-\\d{2}(?![\\w-])|^[a-z0-9]+(_[a-z0-9]+)+$")
found, seen = set(), set()
events = list(AuditEvent.objects.order_by("sequence"))
for language in ("en", "ja"):
    translation.activate(language)
    for first in range(0, len(events), 500):
        part = events[first:first + 500]
        for event, entry in zip(part, describing.entries_of(part)):
            said = [entry.actor, entry.delegation, entry.deed, entry.subject, entry.reason]
            for change in entry.changes:
                said += [change.label, change.before, change.after]
                if language == "ja" and not JAPANESE.search(change.label) and not re.search("[A-Z]", change.label):
                    found.add(f"ja {event.verb}: {change.label}")
            english = language == "en" and event.verb != "report.write"  # which tells of both editions
            wrong = [text for text in said if RAW.search(text) or (english and JAPANESE.search(text))]
            found |= {f"{language} {event.verb}: {text}" for text in wrong}
            seen.add(event.verb)
print(json.dumps([len(seen), sorted(found)]))
"""


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    made = Installation(tmp_path_factory.mktemp("demo") / "data")
    done = made.kaname("demo", "--no-serve", "--data-dir", str(made.folder))
    assert done.returncode == 0, done.stderr
    return made, done.stdout, json.loads(made.python("-c", FOUND))


def test_the_command_says_who_signs_in(demo):
    _, said, _ = demo
    assert "mayumi.sagara@kanamegawa.example" in said
    assert (len(said.splitlines()), said.splitlines()[-1]) == (17, "Password of all: kaname-demo-2026")


def test_the_company_is_as_large_as_promised(demo):
    found = demo[2]
    assert found["company"] == ["Kanamegawa Holdings", "2026-11-20", True]
    assert found["people"] == [44, 9, 4, 3]
    assert found["types"] == ["reform"] * 4 + ["system"] * 4 + ["venture"] * 4
    assert (found["without_english"], found["roles_without_sign_in"]) == ([], [])
    assert (found["every_role"], found["password"], found["report_dates"]) == (True, True, 13)


def test_the_stories_are_there(demo):
    found = demo[2]
    assert found["watermelon"] == ["green", "red"]
    assert found["killed"] == "cancelled"
    assert found["stuck"][1:] == [90.0, 90.0, 90.0]
    assert found["baselines"] == [1, 2]
    assert found["delegated"] == ["R26-03", "directive", ["decision"], "2027-03-31"]
    assert found["proposed"] == ["S26-02", "proposed", True]
    assert found["waits"] == [
        "N26-03 N6.3", "N26-03 N8.1", "S26-02 I5.2", "S26-02 I6.1", "S26-03 I4.2", "S26-03 I4.5", "S26-04 I4.5",
        "S26-04 I5.2",
    ]  # fmt: skip
    assert found["in_review"] == ["D-I4"]  # the team leader's Monday has something to do
    assert found["handed_over"] == ["Toru Omine", "Yuki Kishimoto"]
    assert found["suppressed"] is True
    assert found["slip"] == [True, 13]
    assert (found["crossing"], found["after_platform"]) == (["S26-04", "S26-02", "agreed"], True)
    assert found["overbooked"] == ["Yu Kiritani"]
    assert found["broken"] == []
    assert found["success"] == [5, 3, 1]
    assert found["issues"] == {
        "N26-01": "green", "N26-03": "amber", "N26-04": "unknown", "R26-01": "green", "R26-02": "green",
        "R26-03": "amber", "R26-04": "green", "S26-01": "amber", "S26-02": "red", "S26-03": "amber", "S26-04": "amber",
    }  # fmt: skip
    assert found["issues_put_off"] == 3
    assert found["savings"] == [
        12_160_000, 13_360_000, 3_000_000, ["counted", "open", "opposite", "overlaps", "refused", "taken-back"],
    ]  # fmt: skip
    assert found["reporting"][0] > 2 * found["reporting"][1] > 0


def test_the_english_company_writes_english(demo):
    made = demo[0]
    assert json.loads(made.python("-c", JAPANESE)) == NAMES


def test_the_history_of_the_company_reads_as_sentences_in_both_languages(demo):
    """Every event: no name in the other language, nothing as the log keeps it."""
    verbs, wrong = json.loads(demo[0].python("-c", HISTORY))
    assert (wrong, verbs > 90) == ([], True)


def test_a_second_start_copies_what_was_built(demo):
    made, said, _ = demo
    made.python(
        "-c",
        "import django; django.setup()\nfrom kaname.domains.people.models import User\nUser.objects.update(name='x')",
    )
    again = made.kaname("demo", "--no-serve", "--data-dir", str(made.folder))
    assert (again.returncode, again.stdout, "Building" in again.stderr) == (0, said, False)


def test_a_folder_with_something_else_is_refused(tmp_path):
    (tmp_path / "kaname.sqlite3").write_text("mine", "utf-8")
    refused = Installation(tmp_path).kaname("demo", "--no-serve", "--data-dir", str(tmp_path))
    said = f"{tmp_path} holds something that is not a demo. Choose an empty folder.\n"
    assert (refused.returncode, refused.stderr, (tmp_path / "kaname.sqlite3").read_text("utf-8")) == (2, said, "mine")


@pytest.mark.slow
@pytest.mark.parametrize(("language", "differs"), [("en", set()), ("ja", {"head"})])
def test_it_is_the_same_every_time_and_in_japanese_but_for_the_words(demo, tmp_path, language, differs):
    other = Installation(tmp_path / "other")
    built = other.kaname("demo", "--no-serve", "--data-dir", str(other.folder), "--lang", language)
    assert built.returncode == 0, built.stderr
    found = json.loads(other.python("-c", FOUND))
    assert {name for name in found if found[name] != demo[2][name]} == differs
