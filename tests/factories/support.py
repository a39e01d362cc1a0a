"""Support requests for tests, written straight into the table: by default one that waits for somebody."""

from datetime import date, datetime, time
from itertools import count
from zoneinfo import ZoneInfo

from factories.people import AS_OF
from factories.project import make_person
from kaname.domains.control.enums import SupportState
from kaname.domains.control.models import SupportRequest, SupportTime
from kaname.domains.people.models import Person, User
from kaname.domains.project.models import Project

_numbers = count(1)


def at(day: date) -> datetime:
    return datetime.combine(day, time(10), ZoneInfo("Asia/Tokyo"))


def make_support(
    project: Project, by: User | None = None, helper: Person | None = None, asked: date = AS_OF, **values
) -> SupportRequest:
    """A request; with ``helper`` one that is being helped."""
    n = next(_numbers)
    given = {"number": n, "code": f"{project.code}-SR-{n:04}", "need": f"見本の支援{n}", "created_by": by}
    if helper is not None:
        given |= {"state": SupportState.ACCEPTED, "helper": helper, "offer": "週2日入ります"}
        given |= {"accepted_at": at(asked), "accepted_by": User.objects.first()}
    made = SupportRequest.objects.create(project=project, **given | values)
    SupportRequest.objects.filter(pk=made.pk).update(created_at=at(asked))
    made.refresh_from_db()
    return made


def make_time(
    request: SupportRequest, hours: str = "2.5", day: date = AS_OF, person: Person | None = None
) -> SupportTime:
    return SupportTime.objects.create(
        request=request, person=person or request.helper or make_person(), day=day, hours=hours
    )
