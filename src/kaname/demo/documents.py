"""The demo's documents: over the projects and the company, with their versions, readings and ends; tiny real files."""

import io
import tomllib
import zipfile
from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any
from xml.sax.saxutils import escape

from kaname.demo.company import AS_OF, Company
from kaname.demo.history import Happening
from kaname.demo.projects import Made, manager_code
from kaname.demo.tongue import said, with_twin, writing_in
from kaname.demo.wbs import DATA
from kaname.domains.document.actions import approving, disposals, documents, kinds, reading, store, versions
from kaname.domains.document.actions.versions import Arriving
from kaname.domains.document.enums import ReadingKind
from kaname.domains.document.models import Disposal, Document, DocumentKind, DocumentVersion
from kaname.domains.project.models import Project

MOMENT = (2026, 4, 1, 9, 0, 0)
"""The time that stands in the made files: the same bytes every time."""
ROWS = (("対象", "件数", "備考"), ("本社", "128", "確認済"), ("東日本", "94", "確認済"), ("西日本", "77", "照会中"))
ROWS_EN = (
    ("Site", "Count", "Remark"),
    ("Head office", "128", "checked"),
    ("East", "94", "checked"),
    ("West", "77", "asked"),
)
LATER = {"put": 10.6, "submit": 10.7, "review": 13.2, "approve": 13.4, "read": 15.2, "ask": 11.2, "dispose": 16.2}
OPEN_END = date(2000, 1, 1)


def happenings(projects: list[Made], company: Company) -> list[Happening]:
    """Return everything that happens to documents, and the mornings on which the clock proposes."""
    by_code = {made.case.code: made for made in projects}
    found = [Happening(date(2026, 8, 31), 9.0, partial(_kind, company))]
    for order, story in enumerate(_stories()):
        found += _of_story(story, by_code.get(story.get("project", "")), company, order / 1000)
    found += [Happening(day, 7.1, disposals.propose_due) for day in (date(2026, 10, 2), date(2026, 11, 16))]
    return [h for h in found if h.day <= AS_OF]


def put_files(language: str) -> int:
    """Put the bytes of the built company's documents into the store, where a copy of the database was started; return
    how many there are. What was disposed of stays destroyed.
    """
    with writing_in(language):
        made = [_bytes(story, version) for story in _stories() for version in story["versions"] if "place" not in story]
    wanted = DocumentVersion.objects.exclude(digest="").exclude(document__state="disposed")
    digests = set(wanted.values_list("digest", flat=True))
    for data in made:
        store.keep([data])
    store.destroy({p.name for p in store.folder().iterdir()} - digests)
    return len(digests)


def _stories() -> list[dict[str, Any]]:
    with (DATA / "documents.toml").open("rb") as file:
        found: list[dict[str, Any]] = tomllib.load(file)["document"]
    return found


def _kind(company: Company) -> None:
    """Working data is kept as long as the project runs: a rule that the PMO's expert set."""
    kinds.create(
        code="WRK", order=80, retain_years=0, retained_from="closing", by=company.user("K002"),
        name="作業用データ", name_en="Working data",
    )  # fmt: skip


def _of_story(story: dict[str, Any], made: Made | None, company: Company, late: float) -> Iterator[Happening]:
    last = story["versions"][-1]
    for version in story["versions"]:
        _label, put, approved, *_what = version
        write = _register if version is story["versions"][0] else _put
        yield Happening(put, LATER["put"] + late, partial(write, story, version, made, company))
        waits = story.get("waits") if version is last else None
        if approved != OPEN_END or waits:
            yield Happening(put, LATER["submit"] + late, partial(_submit, story, made, company, put, waits))
        if approved != OPEN_END:
            yield Happening(approved, LATER["approve"] + late, partial(_approve, story, made, company, approved))
    for n, (who, day, address) in enumerate(story.get("read", ())):
        yield Happening(day, LATER["read"] + late + n / 10, partial(_read, story, made, company, who, day, address))
    if "asked" in story:
        yield Happening(story["asked"][0], LATER["ask"], partial(_ask, story, company, made))
    if "disposed" in story:
        yield Happening(story["disposed"], LATER["dispose"], partial(_dispose, story, company))


def _who(token: str, made: Made | None, day: date) -> str:
    if made is None or token[0] == "K":
        return token
    return {"PM": manager_code(made.case, day), "SP": made.case.sponsor}.get(token) or made.case.team[token]


def _person(story: dict[str, Any], name: str, made: Made | None, company: Company, day: date) -> Any:
    return company.people[_who(story[name], made, day)] if name in story else None


def _user(story: dict[str, Any], name: str, made: Made | None, company: Company, day: date) -> Any:
    return company.user(_who(story[name], made, day))


def _register(story: dict[str, Any], version: list[Any], made: Made | None, company: Company) -> None:
    day = version[1]
    code = story.get("project")
    documents.register(
        project=Project.objects.get(code=code) if code else None,
        kind=DocumentKind.objects.get(code=story["kind"]),
        owner=_person(story, "owner", made, company, day),
        reviewer=_person(story, "reviewer", made, company, day),
        approver=_person(story, "approver", made, company, day),
        confidentiality=story.get("class", 2),
        arriving=_arriving(story, version),
        note=said(version[3], version[4]),
        final=version[0].endswith(".0"),
        by=_user(story, "by", made, company, day),
        **with_twin("name", *story["title"]),
    )


def _found(story: dict[str, Any]) -> Document:
    code = story.get("project")
    where = Document.objects.filter(project__code=code) if code else Document.objects.filter(project=None)
    return where.select_related("project", "kind", "latest").get(name=said(*story["title"]))


def _put(story: dict[str, Any], version: list[Any], made: Made | None, company: Company) -> None:
    versions.put_up(
        document=_found(story), arriving=_arriving(story, version), note=said(version[3], version[4]),
        final=version[0].endswith(".0"), by=_user(story, "by", made, company, version[1]),
    )  # fmt: skip


def _submit(story: dict[str, Any], made: Made | None, company: Company, day: date, waits: list[Any] | None) -> None:
    by, document = _user(story, "by", made, company, day), _found(story)
    if waits:
        document = documents.update(document=document, review_by=waits[1], by=by)
    document = approving.submit(document=document, by=by)
    if document.reviewer is not None and (waits is None or waits[0] == "approval"):
        approving.review(document=document, by=_user(story, "reviewer", made, company, day))


def _approve(story: dict[str, Any], made: Made | None, company: Company, day: date) -> None:
    approving.approve(document=_found(story), by=_user(story, "approver", made, company, day))


def _read(story: dict[str, Any], made: Made | None, company: Company, who: str, day: date, address: str) -> None:
    version = _found(story).in_force
    assert version is not None
    reading.note(
        version=version, kind=ReadingKind.DOWNLOAD, address=address, program="",
        by=company.user(_who(who, made, day)),
    )  # fmt: skip


def _ask(story: dict[str, Any], company: Company, made: Made | None) -> None:
    disposals.propose_due()
    open_one = Disposal.objects.get(document=_found(story), state="candidate")
    by = _user(story, "owner", made, company, story["asked"][0])
    disposals.ask(disposal=open_one, reason=said(*story["asked"][1:]), by=by)


def _dispose(story: dict[str, Any], company: Company) -> None:
    disposals.dispose(disposal=Disposal.objects.get(document=_found(story), state="asked"), by=company.user("K001"))


def _arriving(story: dict[str, Any], version: list[Any]) -> Arriving:
    if "place" in story:
        return Arriving(place=story["place"])
    name = f"{said(*story['title'])}.{story['ending']}"
    return Arriving(name=name, file=io.BytesIO(_bytes(story, version)))


def _bytes(story: dict[str, Any], version: list[Any]) -> bytes:
    """Return the file of a version: a Word document or a table, the same bytes every time."""
    title, what = said(*story["title"]), said(version[3], version[4])
    if story["ending"] == "csv":
        rows = ((title, version[0], what), *(ROWS if said("ja", "en") == "ja" else ROWS_EN))
        return ("\ufeff" + "\r\n".join(",".join(row) for row in rows) + "\r\n").encode()
    return _word(
        [f"{title} v{version[0]}", what, said("このファイルは実演用です。", "This file is for the demonstration.")]
    )


def _word(lines: list[str]) -> bytes:
    """Return a Word document of some lines: three parts, packed with a fixed time."""
    body = "".join(f'<w:p><w:r><w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>' for line in lines)
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    office = "http://schemas.openxmlformats.org"
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    kind = f"{office}/officeDocument/2006/relationships/officeDocument"
    parts = {
        "[Content_Types].xml": f'{head}<Types xmlns="{office}/package/2006/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>',
        "_rels/.rels": f'{head}<Relationships xmlns="{office}/package/2006/relationships"><Relationship Id="r1" '
        f'Type="{kind}" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'{head}<w:document xmlns:w="{office}/wordprocessingml/2006/main"><w:body>{body}</w:body>'
        "</w:document>",
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name, MOMENT), text.encode())
    return out.getvalue()
