"""What the API answers about control."""

from datetime import date, datetime

from ninja import Schema


class Decision(Schema):
    """A question and its answer; ``code`` is the key that stays, ``code_en`` the same number in ASCII."""

    code: str
    code_en: str
    project: str
    state: str
    question: str
    question_en: str
    decider: str | None
    decide_by: date | None
    raised_at: datetime | None
    escalated_to: str
    chosen: str
    reason: str
    reason_en: str
    decided_at: datetime | None
    decided_by: str | None


class Support(Schema):
    """A project's request for help of the PMO; ``hours`` were given so far."""

    code: str
    project: str
    kind: str
    state: str
    need: str
    wanted_by: date | None
    helper: str | None
    until: date | None
    hours: float
    rating: int | None
    created_at: datetime
    closed_at: datetime | None


class Round(Schema):
    """A week's collection of progress."""

    number: int
    as_of: date
    status: str
    due: datetime
    freezes: datetime
    opened_at: datetime
    frozen_at: datetime | None


class ExpectedReport(Schema):
    """Who is asked about which project, and what came."""

    project: str
    name: str
    name_en: str
    status: str
    way: str
    late: bool
    unchanged: bool
    received_at: datetime | None


class Health(Schema):
    """A project's health as of a frozen date; ``marks``: the axes' healths, one letter each."""

    project: str
    as_of: date
    revision: int
    computed: str
    declared: str
    declared_comment: str
    apart: bool
    weeks: int
    marks: str
    calc_version: str


class EarnedValue(Schema):
    """A project's earned value as of a frozen date, in ``unit`` (yen or minutes)."""

    project: str
    as_of: date
    edition: int
    unit: str
    pv: float
    ev: float
    ac: float
    bac: float
    sv: float
    cv: float
    spi: float | None
    cpi: float | None
    eac: float | None
    etc: float | None
    vac: float | None
    tcpi_bac: float | None
    tcpi_eac: float | None
    es: float | None
    at: float | None
    spi_t: float | None
    finish_ieac: date | None
    calc_version: str


class Saving(Schema):
    """A claim of the savings ledger; ``counts``: what it adds to the total (yen), ``why``: counted, open, refused,
    overlaps (the claim of that number), taken-back, or opposite (it withdraws the claim of that number).
    """

    project: str
    number: int
    name: str
    name_en: str
    method: str
    calculation: str
    evidence: str
    yen: int
    begins: date
    ends: date
    state: str
    claimant: str
    judged_by: str | None
    judged_at: datetime | None
    remark: str
    counts: int
    why: str
    overlaps: int | None
    withdraws: int | None


class Closing(Schema):
    """A closed project; of quality, cost and delivery null is what was not agreed or not measured."""

    project: str
    state: str
    finished_on: date
    submitted_at: datetime
    answered_at: datetime
    late_days: int | None
    quality: bool | None
    cost: bool | None
    delivery: bool | None
    accepted: bool
    success: bool


class Report(Schema):
    """A frozen report; ``digest``: SHA-256 over what it was made from."""

    number: str
    project: str | None
    kind: str
    as_of: date
    digest: str
    frozen_at: datetime


class Decisions(Schema):
    """A page of decisions."""

    items: list[Decision]
    total: int
    next_offset: int | None


class Rounds(Schema):
    """A page of rounds."""

    items: list[Round]
    total: int
    next_offset: int | None


class Expected(Schema):
    """A page of expected reports."""

    items: list[ExpectedReport]
    total: int
    next_offset: int | None


class Healths(Schema):
    """A page of healths."""

    items: list[Health]
    total: int
    next_offset: int | None


class EarnedValues(Schema):
    """A page of earned values."""

    items: list[EarnedValue]
    total: int
    next_offset: int | None


class Supports(Schema):
    """A page of support requests."""

    items: list[Support]
    total: int
    next_offset: int | None


class Savings(Schema):
    """A page of claims of savings."""

    items: list[Saving]
    total: int
    next_offset: int | None


class Closings(Schema):
    """A page of closed projects."""

    items: list[Closing]
    total: int
    next_offset: int | None


class Reports(Schema):
    """A page of frozen reports."""

    items: list[Report]
    total: int
    next_offset: int | None
