"""The company itself: its settings, departments, people, accounts, calendar, pool, rates and leave."""

from dataclasses import dataclass, field
from datetime import date

from kaname.demo.tongue import said
from kaname.demo.wbs import read
from kaname.demo.workdays import CLOSED
from kaname.domains.core.actions import audit
from kaname.domains.core.models import Organisation
from kaname.domains.core.queries import forget_organisation
from kaname.domains.people.actions import accounts, companies, persons, roles, units
from kaname.domains.people.models import OrganisationUnit, Person, User
from kaname.domains.resource.actions import calendars, resources
from kaname.domains.resource.enums import DayKind, LeaveKind
from kaname.domains.resource.models import WorkCalendar

AS_OF = date(2026, 11, 20)
BEGIN = date(2026, 4, 1)
PASSWORD = "kaname-demo-2026"  # noqa: S105 - shown to whoever starts the demo
DOMAIN = "kanamegawa.example"
COMPANIES = (
    ("みずうみシステム工房株式会社", "Mizuumi System Works", "vendor"),
    ("あけぼのデータ技研株式会社", "Akebono Data Laboratory", "vendor"),
    ("こだま人事サービス株式会社", "Kodama HR Services", "vendor"),
    ("ほしぞら百貨店株式会社", "Hoshizora Department Store", "client"),
)
LEAVE = (
    ("K017", date(2026, 12, 21), date(2026, 12, 25), LeaveKind.LEAVE),
    ("K012", date(2026, 12, 15), date(2026, 12, 16), LeaveKind.LEAVE),
    ("K018", date(2026, 12, 21), date(2026, 12, 28), LeaveKind.LEAVE),
    ("K002", date(2026, 11, 30), date(2026, 12, 1), LeaveKind.TRAINING),
    ("K028", date(2026, 12, 16), date(2026, 12, 18), LeaveKind.TRAINING),
    ("V103", date(2026, 12, 24), date(2026, 12, 28), LeaveKind.LEAVE),
    ("K042", date(2026, 10, 13), date(2026, 10, 16), LeaveKind.LEAVE),
)


@dataclass
class Company:
    """What the projects are made of."""

    people: dict[str, Person] = field(default_factory=dict)
    units: dict[str, OrganisationUnit] = field(default_factory=dict)
    companies: dict[str, int] = field(default_factory=dict)
    calendar: WorkCalendar | None = None

    def user(self, code: str) -> User:
        """Return a person's account, fresh: roles are judged by the demo's own day."""
        return User.objects.get(person__code=code)


def found() -> Company:
    """Set the company up."""
    organisation = Organisation.objects.create(
        id=1, name="要川ホールディングス株式会社", name_en="Kanamegawa Holdings", is_demo=True
    )
    forget_organisation()
    audit_setup(organisation)
    made = Company()
    _departments(made)
    _people(made)
    _calendar(made)
    _pool(made)
    return made


def audit_setup(organisation: Organisation) -> None:
    """Tell the log of the company's settings."""
    from django.db import transaction

    with transaction.atomic():
        after = audit.values_of(organisation)
        audit.record(verb="organisation.set", subject=organisation, by=None, after=after, confidentiality=1)


def _departments(made: Company) -> None:
    for row in read("units"):
        made.units[row["code"]] = units.create(
            code=row["code"],
            name=row["name"],
            name_en=row["name_en"],
            parent=made.units.get(row["parent"]),
            valid_from=BEGIN,
            by=None,
        )
    for name, name_en, kind in COMPANIES:
        made.companies[name] = companies.create(name=name, name_en=name_en, kind=kind, by=None).pk


def _people(made: Company) -> None:
    for row in read("people"):
        unit = made.units.get(row["unit"])
        person = persons.create(
            code=row["code"],
            name=row["name"],
            kana=row["kana"],
            name_en=row["name_en"],
            employer=row["employer"],
            company_id=made.companies.get(row["company"]),
            unit=unit,
            title=row["title"],
            title_en=row["title_en"],
            by=None,
        )
        made.people[row["code"]] = person
        accounts.create(person=person, email=address(row), by=None)
        if row["role"]:
            roles.grant(person=person, role=row["role"], valid_from=BEGIN, by=None)


def address(row: dict[str, str]) -> str:
    """Return the address that a person signs in with: mayumi.sagara@..."""
    return f"{row['name_en'].lower().replace(' ', '.')}@{DOMAIN}"


def _calendar(made: Company) -> None:
    made.calendar = calendars.create(
        name=said("要川標準カレンダー", "Kanamegawa standard calendar"), national_holidays=True, by=None
    )
    for first, last, name in CLOSED:
        calendars.add_exception(
            calendar=made.calendar, first=first, last=last, name=said(*name), kind=DayKind.COMPANY, by=None
        )


def _pool(made: Company) -> None:
    for row in read("people"):
        if row["employer"] == "client":
            continue
        entry = resources.create(
            name=row["name"],
            name_en=row["name_en"],
            person=made.people[row["code"]],
            role_name=row["title"],
            role_name_en=row["title_en"],
            by=None,
        )
        resources.set_rate(resource=entry, valid_from=BEGIN, yen_per_hour=int(row["rate"]), by=None)
    for code, first, last, kind in LEAVE:
        resources.add_leave(person=made.people[code], first=first, last=last, kind=kind, by=None)
