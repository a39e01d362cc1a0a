"""Taking a list of risks over: looked at first, then written as one; what stands in the register already stays.

A row is known again by Kaname's own number, or by its event. Each other row is identified, scored where it says how
likely and how bad, answered where it says by what, by whom and until when, and brought to the state that it names.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from kaname.domains.core.actions.rehearsing import rehearsed
from kaname.domains.core.queries import today
from kaname.domains.people.enums import Level, Subject
from kaname.domains.people.models import Person
from kaname.domains.people.rules import NotAllowed, held_on
from kaname.domains.project.models import Project, ProjectMember
from kaname.domains.risk.actions import risks
from kaname.domains.risk.actions.entering import change
from kaname.domains.risk.enums import RESPONSES, Category, Direction, Response, RiskState
from kaname.domains.risk.models import Risk
from kaname.domains.risk.models.risk import ASCII, MARK
from kaname.domains.risk.rules.judging import IMPACTS, wrong_response
from kaname.domains.risk.rules.rights import MONEY, may_see_money, may_take_over
from kaname.domains.risk.validators import grade_of
from kaname.exchange.workbook.risk_lists import RiskList, RiskRow

MOST = 500
"""Rows of a list: more is several lists."""
MADE, SAME, REFUSED = "made", "same", "refused"
SHORT = {"cause": 300, "event": 300, "effect": 300, "trigger": 300}
LONG = 2000


@dataclass(slots=True)
class Line:
    """What became, or would become, of a row. ``said``: why it was refused, or what is to be known of it."""

    row: int
    event: str
    deed: str = SAME
    risk: Risk | None = None
    said: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Taken:
    """The lines of a list, and how many of each deed."""

    lines: list[Line]

    @property
    def counts(self) -> Mapping[str, int]:
        """How many rows were made, stood there already, were refused."""
        return Counter(line.deed for line in self.lines)


def look(*, project: Project, found: RiskList, by: Any) -> Taken:
    """Return what a list would do, and do nothing: it is written, and taken back as one."""
    return rehearsed(lambda: take_over(project=project, found=found, by=by))


@transaction.atomic
def take_over(*, project: Project, found: RiskList, by: Any) -> Taken:
    """Put what a list says into the register, as one; rows that cannot be are refused, each with why."""
    if by is not None and not may_take_over(by, project):
        raise NotAllowed(Subject.RISK, Level.EDIT)
    if len(found.rows) > MOST:
        said = _("The list has %(rows)s rows; at most %(most)s at once.")
        raise ValidationError(said % {"rows": len(found.rows), "most": MOST})
    taker = _Taker(project, found, by)
    return Taken([taker.line(row) for row in found.rows])


class _Taker:
    """Knows the project's people and risks while a list is taken over."""

    def __init__(self, project: Project, found: RiskList, by: Any) -> None:
        self.project, self.found, self.by = project, found, by
        self.money = by is None or may_see_money(by, project)
        held = ProjectMember.objects.filter(held_on(today()), project=project).values("person")
        self.people = _named(Person.objects.filter(pk__in=held))
        rows = Risk.objects.filter(project=project).values_list("code", "event", "event_en")
        self.known = {name for code, *events in rows for name in (code, *map(_bare, events)) if name}
        self.seen: set[str] = set()

    def line(self, row: RiskRow) -> Line:
        """Do what a row asks for."""
        line, event = Line(row.row, row.text("event")[:300]), _bare(row.text("event"))
        if row.text("key").upper().replace(ASCII, MARK) in self.known or event in self.known:
            return line
        if event in self.seen:
            line.deed, line.said = REFUSED, [_("This event stands in the list already, further up.")]
            return line
        self.seen.add(event)
        try:
            with transaction.atomic():
                line.risk = self.make(line, row)
                line.deed = MADE
        except ValidationError as refused:
            line.deed, line.risk, line.said = REFUSED, None, list(refused.messages)
        return line

    def make(self, line: Line, row: RiskRow) -> Risk:
        """Identify, score and answer a risk as far as the row goes, and bring it where the row says it stands."""
        self.tell_unread(line, row)
        known = {name: word for name, word in row.words.items() if name in ("direction", "category", "proximity")}
        texts = {name: row.text(name)[:most] or _("(not told in the list)") for name, most in SHORT.items()}
        del texts["trigger"]
        given: dict[str, Any] = {"category": Category.OTHER, **known, **texts, "owner": self.owner_of(line, row)}
        risk = risks.identify(
            project=self.project, by=self.by, review_due=row.days.get("review_due"),
            remark=_("Taken over from a list, row %(row)s.") % {"row": row.row}, **given,
        )  # fmt: skip
        risk = self.scored(line, row, risk)
        risk = self.answered(line, row, risk)
        return self.moved(line, row, risk)

    def scored(self, line: Line, row: RiskRow, risk: Risk) -> Risk:
        """Score the risk where the row says how likely and how bad."""
        given: dict[str, Any] = {name: row.numbers[name] for name in IMPACTS if name in row.numbers}
        if not given and "impact" in row.numbers:
            given = {IMPACTS[0]: row.numbers["impact"]}
            line.said.append(_("One impact for all: it stands as the impact on dates."))
        chance = row.numbers.get("chance")
        probability = row.numbers.get("probability") or (grade_of(chance) if chance is not None else None)
        if probability is None or not given:
            line.said.append(_("Not scored: probability or impact is missing."))
            return risk
        if chance is not None and 1 <= chance <= 99:
            given["chance"] = chance
        given |= self.amounts(row, "exposure_yen")
        return risks.assess(risk=risk, by=self.by, probability=probability, **given)

    def answered(self, line: Line, row: RiskRow, risk: Risk) -> Risk:
        """Plan the response where the row says enough of it; else its words stand in the history."""
        action = row.text("prevention")[:LONG]
        if not action and "response" not in row.words:
            return risk
        due = row.days.get("response_due") or row.days.get("review_due")
        given: dict[str, Any] = {
            "response": self.response_of(line, row, risk),
            "prevention": action,
            "response_due": due if action else None,
            "review_due": row.days.get("review_due") or due,
            "owner": risk.owner,
            "contingency": row.text("contingency")[:LONG],
            "trigger": row.text("trigger")[:300],
            **{name: row.numbers[name] for name in ("residual_probability", "residual_impact") if name in row.numbers},
            **self.amounts(row, "reserve_yen"),
        }
        standing = {name: getattr(risk, name) for name in ("direction", "probability", *IMPACTS)}
        wrong = wrong_response(standing | given)
        if risk.score is None or wrong:
            line.said += [str(text) for text in wrong.values()]
            words = "\n".join(filter(None, (action, row.text("contingency"))))
            return change(risk, {}, "risk.update", self.by, None, remark=words) if words else risk
        return risks.plan(risk=risk, by=self.by, **given)

    def moved(self, line: Line, row: RiskRow, risk: Risk) -> Risk:
        """Bring the risk to the state that the list names, as far as there is a way."""
        to = row.words.get("state", "")
        if to == RiskState.WATCHED and risk.state == RiskState.PLANNED:
            return risks.move(risk=risk, to=to, by=self.by)
        if to in (RiskState.HAPPENED, RiskState.CLOSED):
            return risks.move(risk=risk, to=to, by=self.by, remark=_("as the list says"))
        if to and to != risk.state:
            said = _("The list says “%(state)s”; here it stands as “%(here)s”.")
            line.said.append(said % {"state": row.text("state"), "here": risk.get_state_display()})
        return risk

    def response_of(self, line: Line, row: RiskRow, risk: Risk) -> str:
        """Return the response that the row names; where it names none, the usual one of an action."""
        named = row.words.get("response", "")
        if named:
            return named
        usual = Response.MITIGATE if risk.direction == Direction.THREAT else Response.ENHANCE
        said = _("No response is named: “%(response)s” is taken.")
        line.said.append(said % {"response": usual.label})
        return usual if usual in RESPONSES[risk.direction] else ""

    def owner_of(self, line: Line, row: RiskRow) -> Person | None:
        """Return the person of the project that the row names."""
        name = row.text("owner")
        found = self.people.get(_bare(name)) if name else None
        if name and found is None:
            line.said.append(_("Nobody in the project is called “%(name)s”.") % {"name": name})
        return found

    def amounts(self, row: RiskRow, name: str) -> dict[str, int]:
        """Return an amount of the row, where the reader may write amounts."""
        return {name: row.numbers[name]} if name in row.numbers and name in MONEY and self.money else {}

    def tell_unread(self, line: Line, row: RiskRow) -> None:
        """Say what could not be read."""
        for meaning, text in row.unread.items():
            said = _("“%(text)s” cannot be read (%(column)s).")
            line.said.append(said % {"text": text, "column": self.found.columns.get(meaning, meaning)})


def _named(people: Iterable[Person]) -> dict[str, Person]:
    """Return people by every name that is theirs; by the family name where only one has it."""
    found = {_bare(name): p for p in people for name in (p.name, p.name_en, p.code) if name}
    families: dict[str, list[Person]] = {}
    for person in set(found.values()):
        families.setdefault(_bare(person.name.replace("\u3000", " ").split(" ")[0]), []).append(person)
    return {family: held[0] for family, held in families.items() if len(held) == 1} | found


def _bare(text: str) -> str:
    return "".join(text.split()).casefold().removesuffix("さん").removesuffix("様")
