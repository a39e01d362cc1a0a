"""Writing a reading of a metric, or one in the place of a wrong one."""

from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from kaname.domains.core.names import spoken
from kaname.domains.people.enums import Level, Subject
from kaname.domains.project.models import Project
from kaname.domains.quality.actions import measures
from kaname.domains.quality.enums import ESCAPED, Formula
from kaname.domains.quality.models import Defect
from kaname.web.quality.forms import ReadingForm
from kaname.web.quality.views.measures import address_of, found_or_404
from kaname.web.shell.access import project_page
from kaname.web.shell.saving import answer, posted


@project_page(Subject.QUALITY, read=Level.EDIT)
def read(request: HttpRequest, project: Project, measure: int) -> HttpResponse:
    """Write what was counted; the register's own count of defects stands beside the field."""
    found = found_or_404(request, project, measure, followed=True)
    form = ReadingForm(found, posted(request))
    if found.metric.formula == Formula.DEFECTS:
        rows = Defect.objects.filter(project=project).exclude(stage__in=ESCAPED)
        rows = rows.filter(stage=found.metric.stage) if found.metric.stage else rows
        rows = rows.filter(phase=found.phase) if found.phase_id else rows
        form.fields["count"].help_text = _("The register counts %(count)s.") % {"count": rows.count()}
    write = partial(measures.read, measure=found, by=request.user)
    context = {"project": project, "heading": spoken(found.metric), "back": address_of(found, project)}
    return answer(request, form, write, address_of(found, project), "quality/small_form.html", context)


@project_page(Subject.QUALITY, read=Level.EDIT)
def correct(request: HttpRequest, project: Project, measure: int, reading: int) -> HttpResponse:
    """Write a reading in the place of a wrong one, which stays in the history."""
    found = found_or_404(request, project, measure, followed=True)
    wrong = found.readings.filter(pk=reading, corrected=None).first()
    if wrong is None:
        raise Http404
    first = {name: getattr(wrong, name) for name in ("as_of", "count", "size", "unit", "n")}
    form = ReadingForm(found, posted(request), correcting=True, initial=first)
    write = partial(measures.read, measure=found, by=request.user, corrects=wrong)
    note = _("The wrong reading stays in the history; this one counts in its place.")
    context = {"project": project, "heading": spoken(found.metric), "note": note, "back": address_of(found, project)}
    return answer(request, form, write, address_of(found, project), "quality/small_form.html", context)
