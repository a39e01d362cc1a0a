"""What the API answers."""

from datetime import date, datetime

from ninja import Schema


class Project(Schema):
    """A project and its plan's answer."""

    code: str
    name: str
    name_en: str
    project_type: str
    status: str
    condition: str
    declared_health: str
    computed_health: str | None
    start: datetime | None
    finish: datetime | None
    baseline_finish: datetime | None
    percent_complete: float | None
    activity_count: int | None
    critical_count: int | None
    late_count: int | None


class Activity(Schema):
    """A row of a plan."""

    id: int
    project: str
    uid: str
    position: int
    outline_level: int
    wbs: str
    name: str
    kind: str
    start: datetime | None
    finish: datetime | None
    late_start: datetime | None
    late_finish: datetime | None
    duration_minutes: float | None
    total_float_minutes: float | None
    free_float_minutes: float | None
    critical: bool
    percent_complete: float | None
    actual_start: datetime | None
    actual_finish: datetime | None
    deadline: datetime | None
    constraint: str
    constraint_date: datetime | None


class Relation(Schema):
    """A dependency."""

    id: int
    predecessor: int
    successor: int
    kind: str
    lag: float
    lag_kind: str
    crosses: bool
    sign_off: str


class Person(Schema):
    """Somebody the user may see by name."""

    code: str
    name: str
    kana: str
    name_en: str
    employer: str
    unit: str | None
    title: str
    left_on: date | None


class Projects(Schema):
    """A page of projects."""

    items: list[Project]
    total: int
    next_offset: int | None


class Activities(Schema):
    """A page of activities."""

    items: list[Activity]
    total: int
    next_offset: int | None


class Relations(Schema):
    """A page of relations."""

    items: list[Relation]
    total: int
    next_offset: int | None


class People(Schema):
    """A page of people."""

    items: list[Person]
    total: int
    next_offset: int | None
