"""Reports of the last Mondays: frozen by the project managers, some read by nobody; a steering pack a month."""

from collections.abc import Iterator
from datetime import date, timedelta

from kaname.demo.casting import KILL_ON
from kaname.demo.company import AS_OF, Company
from kaname.demo.history import Happening
from kaname.demo.projects import Made, manager_code
from kaname.demo.tongue import said
from kaname.domains.reporting.actions.reports import freezing, reading, sending, writing
from kaname.domains.reporting.enums import ReportKind, SendingRule
from kaname.domains.reporting.models import ReportSnapshot

FRIDAYS = (date(2026, 11, 6), date(2026, 11, 13))
PACK_OF = date(2026, 10, 30)
PMO_MANAGER, CONTROLLER = "K001", "K006"
UNREAD = ("R26-04", "S26-04")
"""Projects whose weekly report nobody opens: proposed to stop."""
EVM_OF = ("S26-02", "S26-03")
WORDS = {
    ("S26-02", FRIDAYS[1]): (
        "結合テストの遅れが完了を押し下げています。\nデータ連携基盤の窓口の公開を待っています。",
        "Integration tests hold the finish back.\nThey wait for the interface of the data exchange platform.",
    ),
    ("S26-03", FRIDAYS[1]): (
        "給与明細の帳票が90％のまま動いていません。\n法改正に伴う様式の確定日を人事部に確認します。",
        "Payslips have stood at 90 % for weeks.\nHuman resources are asked when the new form will be prescribed.",
    ),
}


def happenings(projects: list[Made], company: Company) -> Iterator[Happening]:
    """Yield what is frozen, read and put on the calendar."""
    for made in projects:
        for friday in FRIDAYS:
            if made.case.code == "N26-02" and friday > KILL_ON:
                continue
            monday = friday + timedelta(3)
            yield Happening(monday, 10.5, lambda m=made, day=friday: _weekly(m, company, day))  # type: ignore[misc] # bound now
    by_code = {made.case.code: made for made in projects}
    for code in EVM_OF:
        yield Happening(PACK_OF + timedelta(4), 17.0, lambda m=by_code[code]: _pack(m, company))  # type: ignore[misc] # bound now
    yield Happening(FRIDAYS[0] + timedelta(4), 9.0, lambda: _calendar(by_code["S26-02"], company))


def _weekly(made: Made, company: Company, day: date) -> None:
    by = company.user(manager_code(made.case, day))
    said = WORDS.get((made.case.code, day))
    kind, project = ReportKind.WEEKLY, made.project
    for language, text in zip(("ja", "en"), said or (), strict=False):
        words = {"summary": text}
        writing.write(project=project, kind=kind, as_of=day, language=language, sentences=words, by=by)
    snapshot = freezing.freeze(project=project, kind=kind, as_of=day, by=by, looked_at=True)
    if made.case.code not in UNREAD:
        _read(snapshot, company, PMO_MANAGER, made.case.sponsor)


def _pack(made: Made, company: Company) -> None:
    by = company.user(manager_code(made.case, PACK_OF))
    pack = freezing.freeze(project=made.project, kind=ReportKind.STEERING, as_of=PACK_OF, by=by, looked_at=True)
    _read(pack, company, made.case.sponsor, PMO_MANAGER)
    controller = company.user(CONTROLLER)
    evm = freezing.freeze(project=made.project, kind=ReportKind.EVM, as_of=PACK_OF, by=controller, looked_at=True)
    _read(evm, company, PMO_MANAGER)


def _read(snapshot: ReportSnapshot, company: Company, *codes: str) -> None:
    for code in codes:
        reading.note(snapshot=snapshot, how=reading.OPENED, by=company.user(code))


def _calendar(made: Made, company: Company) -> None:
    by = company.user(manager_code(made.case, AS_OF))
    to = company.user(made.case.sponsor).email
    values = {"project": made.project, "kind": ReportKind.WEEKLY, "ending": "pdf", "language": said("ja", "en")}
    sending.schedule(values=values | {"weekday": 1, "hour": 9, "channel": "mail", "to": to}, by=by)
    monthly = {"kind": ReportKind.STEERING, "ending": "pptx", "rule": SendingRule.NTH_WORKING, "nth": 5, "weekday": 0}
    sending.schedule(values=values | monthly | {"hour": 10, "channel": "mail", "to": to}, by=by)
