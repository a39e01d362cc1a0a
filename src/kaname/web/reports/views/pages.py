"""What the pages of a project's and of the company's reports share: draft, freezing, frozen, file, sending."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kaname.domains.core.rules import Conflict
from kaname.domains.project.models import Project
from kaname.domains.reporting.actions.reports import freezing, reading, sending, writing
from kaname.domains.reporting.enums import OF_COMPANY, OF_PROJECT, FileEnding, ReportKind
from kaname.domains.reporting.models import Report, ReportSnapshot
from kaname.domains.reporting.queries.reports import files
from kaname.domains.reporting.queries.reports.composing import last_date
from kaname.domains.reporting.queries.reports.contradictions import contradictions
from kaname.domains.reporting.queries.reports.shelf import hidden_kinds, hidden_subjects
from kaname.domains.schedule.models import ProgressDate
from kaname.exchange.reports.document import ReportDocument
from kaname.exchange.reports.writers import TYPES
from kaname.web.reports import showing
from kaname.web.reports.forms import FileForm, LookForm, SentencesForm
from kaname.web.shell.as_of import day_asked
from kaname.web.shell.saving import place, posted

DAYS = 60


@dataclass(frozen=True, slots=True)
class Place:
    """Whose reports these are, and how their addresses are made: ``address("draft", kind)``."""

    request: HttpRequest
    project: Project | None
    address: Callable[..., str]
    may_write: bool

    @property
    def base(self) -> str:
        """The template that the pages extend."""
        return "projects/project_base.html" if self.project else "base.html"

    @property
    def hidden(self) -> frozenset[str]:
        """The subjects that the reader may not see."""
        return hidden_subjects(self.request.user, self.project)

    def context(self, **values: Any) -> dict[str, Any]:
        """Return what every page needs."""
        return {"project": self.project, "parent": self.base, "may_write": self.may_write, **values}


def known_kind(here: Place, kind: str) -> ReportKind:
    """Return a kind of reports that exists here for the reader; else there is no such page."""
    offered = OF_PROJECT if here.project else OF_COMPANY
    if kind not in offered or (here.project and kind in hidden_kinds(here.request.user, here.project)):
        raise Http404
    return ReportKind(kind)


def frozen_days(project: Project | None) -> list[date]:
    """Return the closed report dates that a draft may be of, newest first: the project's, or those of any."""
    rows = ProgressDate.objects.all() if project is None else ProgressDate.objects.filter(plan__project=project)
    return list(rows.order_by("-as_of").values_list("as_of", flat=True).distinct()[:DAYS])


def asked_date(here: Place) -> date:
    """Return the date that a page is asked for by ``?as_of=``, or the last closed one."""
    return last_date(here.project, day_asked(here.request))


def language() -> str:
    """Return the reader's language."""
    return (get_language() or "ja")[:2]


def draft(here: Place, kind: str) -> HttpResponse:
    """Show a report as it stands, with its sentences to write; writing them comes back here."""
    known, day = known_kind(here, kind), asked_date(here)
    report = Report.objects.filter(project=here.project, kind=known, as_of=day).first()
    kept = report.sentences if report else {}
    document, drafted = _document(here, known, day, kept), _document(here, known, day, {})
    form = SentencesForm(document, drafted, posted(here.request))
    form.fields["version"].initial = report.version if report else None
    if here.may_write and form.is_bound and form.is_valid():
        answered = _write(here, known, day, form, report)
        if answered is not None:
            return answered
    context = here.context(
        document=document, parts=showing.parts(document), charts=showing.has_charts(document), kind=known, as_of=day,
        form=form if here.may_write and len(form.fields) > 1 else None, endings=_endings(here, known, day),
        freeze=here.address("freeze", known.value), contradictions=contradictions(here.project, known, day),
        days=frozen_days(here.project),
    )  # fmt: skip
    return render(here.request, "reports/draft.html", context, status=422 if form.is_bound else 200)


def _document(here: Place, kind: ReportKind, day: date, sentences: dict[str, Any]) -> ReportDocument:
    return files.draft_document(kind, here.project, day, sentences, here.request.user, here.hidden)


def _write(here: Place, kind: ReportKind, day: date, form: SentencesForm, report: Report | None) -> HttpResponse | None:
    version = form.cleaned_data["version"] if report else None
    try:
        writing.write(
            project=here.project, kind=kind, as_of=day, language=language(), sentences=form.sentences(),
            by=here.request.user, version=version,
        )  # fmt: skip
    except ValidationError as refused:
        place(form, refused)
        return None
    except Conflict:
        form.add_error(
            None, _("Somebody else has written in this report since you opened it. Your text is still below.")
        )
        return None
    messages.success(here.request, _("Saved."))
    return HttpResponseRedirect(f"{here.address('draft', kind.value)}?as_of={day}")


def _endings(here: Place, kind: ReportKind, day: date) -> list[tuple[str, str]]:
    return [(str(e.label), f"{here.address('draft-file', kind.value, e.value)}?as_of={day}") for e in FileEnding]


def draft_file(here: Place, kind: str, ending: str) -> HttpResponse:
    """Return a draft as a file."""
    known, day = known_kind(here, kind), asked_date(here)
    if ending not in TYPES:
        raise Http404
    report = Report.objects.filter(project=here.project, kind=known, as_of=day).first()
    document = _document(here, known, day, report.sentences if report else {})
    name = f"{known.value}-{here.project.code if here.project else 'all'}-{day:%Y%m%d}-draft.{ending}"
    return attachment(files.draft_file(document, ending, day, showing.site(here.request)), name, ending)


def attachment(content: bytes, name: str, ending: str) -> HttpResponse:
    """Return a file to keep."""
    answer = HttpResponse(content, content_type=TYPES[ending])
    answer["Content-Disposition"] = f"attachment; filename=\"report.{ending}\"; filename*=UTF-8''{quote(name)}"
    return answer


def freeze(here: Place, kind: str) -> HttpResponse:
    """Show what must be looked at, and freeze."""
    known, day = known_kind(here, kind), asked_date(here)
    form = LookForm(posted(here.request))
    if form.is_bound and form.is_valid():
        try:
            made = freezing.freeze(
                project=here.project, kind=known, as_of=day, by=here.request.user,
                looked_at=form.cleaned_data["looked_at"],
            )  # fmt: skip
        except ValidationError as refused:
            place(form, refused)
        else:
            messages.success(here.request, _("Frozen as %(number)s.") % {"number": made.number})
            return HttpResponseRedirect(here.address("frozen", made.pk))
    context = here.context(
        form=form, kind=known, as_of=day, found=contradictions(here.project, known, day),
        back=here.address("draft", known.value),
    )  # fmt: skip
    return render(here.request, "reports/freeze.html", context, status=422 if form.is_bound else 200)


def snapshot_of(here: Place, key: int) -> ReportSnapshot:
    """Return a frozen report of this place that the reader may read; else there is no such page."""
    rows = ReportSnapshot.objects.visible_to(here.request.user).filter(report__project=here.project, pk=key)
    found = rows.select_related("report__project", "frozen_by__person").first()
    if found is None or (here.project and found.report.kind in hidden_kinds(here.request.user, here.project)):
        raise Http404
    return found


def frozen(here: Place, key: int) -> HttpResponse:
    """Show a frozen report; who opens it is noted."""
    found = snapshot_of(here, key)
    reading.note(snapshot=found, how=reading.OPENED, by=here.request.user)
    document = files.frozen_document(found, language(), here.hidden)
    readings = found.readings.select_related("read_by__person") if here.may_write else ()
    context = here.context(
        snapshot=found, document=document, parts=showing.parts(document), charts=showing.has_charts(document),
        endings=[(e.label, here.address("frozen-file", found.pk, e.value)) for e in FileEnding],
        send=here.address("send", found.pk), readings=readings,
        deliveries=found.deliveries.select_related("sent_by") if here.may_write else (),
    )  # fmt: skip
    return render(here.request, "reports/frozen.html", context)


def frozen_file(here: Place, key: int, ending: str) -> HttpResponse:
    """Return a frozen report as a file, always the same; who takes it is noted."""
    found = snapshot_of(here, key)
    if ending not in TYPES:
        raise Http404
    reading.note(snapshot=found, how=reading.TAKEN, by=here.request.user)
    content = files.frozen_file(found, ending, language(), here.hidden, showing.site(here.request))
    return attachment(content, f"{found.number}.{ending}", ending)


def send(here: Place, key: int) -> HttpResponse:
    """Ask where a frozen report goes, and send it."""
    found = snapshot_of(here, key)
    form = FileForm(posted(here.request), initial={"language": language()})
    if form.is_bound and form.is_valid():
        try:
            done = sending.send(
                snapshot=found, by=here.request.user, site=showing.site(here.request), **form.cleaned_data
            )
        except ValidationError as refused:
            place(form, refused)
        else:
            failed = [d for d in done if d.failure]
            tell = messages.warning if failed else messages.success
            tell(
                here.request,
                _("Sent: %(sent)s, failed: %(failed)s.") % {"sent": len(done) - len(failed), "failed": len(failed)},
            )
            return HttpResponseRedirect(here.address("frozen", found.pk))
    context = here.context(snapshot=found, form=form, back=here.address("frozen", found.pk))
    return render(here.request, "reports/send.html", context, status=422 if form.is_bound else 200)
