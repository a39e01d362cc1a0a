"""What a register comes to is the same whether it is counted from columns or from whole rows, on every day."""

from datetime import date, timedelta

import pytest

from factories.people import AS_OF, make_company, make_person
from factories.project import make_project, make_user_of
from factories.risk import ANSWERED, SCORED, make_risk
from kaname.domains.people.enums import Role
from kaname.domains.risk.models import Risk
from kaname.domains.risk.queries.counting import counted, matrix, money, moved
from kaname.domains.risk.queries.facts import facts
from kaname.domains.risk.queries.standing import standings, visible_on

pytestmark = pytest.mark.django_db
BEGIN = AS_OF - timedelta(weeks=8)
PRICED = ANSWERED | {"exposure_yen": 8_000_000, "reserve_yen": 500_000, "review_due": AS_OF - timedelta(days=20)}


@pytest.mark.parametrize("day", [AS_OF, AS_OF - timedelta(weeks=2), BEGIN - timedelta(days=1)])
def test_columns_count_what_rows_count(day: date):
    make_company()
    project = make_project(code="A", name="案件甲")
    owner = make_person()
    later = AS_OF - timedelta(weeks=3)
    make_risk(project, (BEGIN, SCORED), (later, PRICED | {"owner": owner}))
    make_risk(project, (BEGIN, PRICED), (later, PRICED | {"probability": 5, "impact_cost": 5}))
    make_risk(project, (BEGIN, PRICED | {"direction": "opportunity", "response": "enhance", "chance": 30}))
    make_risk(project, (BEGIN, SCORED), (AS_OF - timedelta(days=3), SCORED | {"state": "closed"}))
    make_risk(project, (AS_OF - timedelta(days=1), {"state": "identified"}))
    user, since = make_user_of(project, Role.PROJECT_MANAGER), day - timedelta(weeks=4)
    lean = facts(user, Risk.objects.visible_to(user), day, since)
    whole = standings(visible_on(user, day), day, since)
    for told in (counted, matrix, money):
        assert told(lean) == told(whole)
    assert [(s.risk.code, s.trend) for s in moved(lean)] == [(s.risk.code, s.trend) for s in moved(whole)]
    assert {s.risk.code: (s.late, s.planned, s.eased) for s in lean} == {
        s.risk.code: (s.late, s.planned, s.eased) for s in whole
    }
    assert len(lean) == {AS_OF: 5, AS_OF - timedelta(weeks=2): 4}.get(day, 0)
