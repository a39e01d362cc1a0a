"""A calendar that works around the clock still keeps its holidays."""

from datetime import date

from kaname.engine.days import day_number
from kaname.exchange.compile_calendars import rules_of
from kaname.exchange.document import PlanDocument, Project
from kaname.exchange.xer.calendars import read_calendars
from kaname.exchange.xer.tables import read_tables

HOLIDAY = date(2026, 4, 9)
WEEK = "".join(f"(0||{day}()((0||0(s|00:00|f|00:00)())))" for day in range(1, 8))
EXCEPTION = f"(0||0(d|{(HOLIDAY - date(1899, 12, 30)).days})())"


def rules(exceptions: str):
    data = f"(0||CalendarData()((0||DaysOfWeek()({WEEK}))(0||Exceptions()({exceptions}))))"
    problems: list = []
    text = f"ERMHDR\t20\n%T\tCALENDAR\n%F\tclndr_id\tclndr_name\tday_hr_cnt\tclndr_data\n%R\t1\tA\t24\t{data}\n%E\n"
    calendars = read_calendars(read_tables(text, "plan.xer", problems), problems)
    document = PlanDocument(format="xer", source="plan.xer", project=Project(id="p", name="P"), calendars=calendars)
    found = rules_of(document, problems)["1"]
    assert problems == []
    return found


def test_midnight_to_midnight_is_the_whole_day():
    assert rules("").week == (((0, 1440),),) * 7


def test_holidays_stay():
    assert rules(EXCEPTION).days == {day_number(HOLIDAY): ()}
    assert rules("").days == {}
