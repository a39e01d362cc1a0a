"""One metric of a project: its band, every reading, over time; following one, another band, an end."""

from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from kaname.domains.core.names import spoken
from kaname.domains.core.queries import today
from kaname.domains.people.enums import Level, Subject
from kaname.domains.project.models import Project
from kaname.domains.quality.actions import measures
from kaname.domains.quality.models import Measure, Metric, Reading
from kaname.domains.quality.queries.days import end_of
from kaname.domains.quality.queries.measures import with_readings
from kaname.domains.quality.rules import may_measure, may_plan
from kaname.web.quality.forms import BandForm, MeasureForm, StopForm
from kaname.web.quality.pictures import measure_chart
from kaname.web.quality.sentences import measure_answer
from kaname.web.quality.wanted import key_of
from kaname.web.shell.access import project_page
from kaname.web.shell.as_of import past_day
from kaname.web.shell.saving import answer, posted


@project_page(Subject.QUALITY)
def measure_page(request: HttpRequest, project: Project, measure: int) -> HttpResponse:
    """Show a metric with all of its readings, also those that were corrected."""
    found, as_of = found_or_404(request, project, measure), past_day(request)
    day = as_of or today()
    (shown,) = with_readings([found], day)
    every = Reading.objects.filter(measure=found, as_of__lte=day, written_at__lt=end_of(day))
    every = Reading.objects.filter(measure=found) if as_of is None else every
    context = {
        "project": project,
        "m": found,
        "f": shown,
        "answer": measure_answer(shown),
        "readings": list(every.select_related("written_by", "corrected").order_by("-as_of", "-id")),
        "standing": {r.pk for r in shown.readings},
        "as_of": as_of,
        "query": "" if as_of is None else f"?as_of={as_of.isoformat()}",
        "may_plan": as_of is None and found.stopped_on is None and may_plan(request.user, project),
        "may_read": as_of is None and found.stopped_on is None and may_measure(request.user, project),
        **measure_chart(shown),
    }
    return render(request, "quality/measure.html", context)


@project_page(Subject.GATE, read=Level.EDIT)
def follow(request: HttpRequest, project: Project) -> HttpResponse:
    """Take a metric of the catalogue over into a project."""
    form = MeasureForm(posted(request), project=project, initial=_begun(request))
    write = partial(measures.follow, project=project, by=request.user)
    context = {
        "project": project,
        "heading": _("Follow a metric"),
        "back": reverse("quality:project", args=[project.code]),
        "catalogue": list(Metric.objects.filter(retired=False)),
    }
    return answer(request, form, write, lambda made: address_of(made, project), "quality/follow.html", context)


@project_page(Subject.GATE, read=Level.EDIT)
def band(request: HttpRequest, project: Project, measure: int) -> HttpResponse:
    """Give a metric another band."""
    found = found_or_404(request, project, measure, followed=True)
    form = BandForm(posted(request), instance=found, initial={"reason": ""})
    write = partial(measures.set_band, measure=Measure.objects.get(pk=found.pk), by=request.user)
    note = _("Readings from now on are judged by the new band; those before stay as they were judged.")
    context = {"project": project, "heading": spoken(found.metric), "note": note, "back": address_of(found, project)}
    return answer(request, form, write, address_of(found, project), "quality/small_form.html", context)


@project_page(Subject.GATE, read=Level.EDIT)
def stop(request: HttpRequest, project: Project, measure: int) -> HttpResponse:
    """Stop following a metric."""
    found = found_or_404(request, project, measure, followed=True)
    write = partial(measures.stop, measure=found, by=request.user)
    note = _("Its readings stay; from today it is not judged any more.")
    context = {"project": project, "heading": spoken(found.metric), "note": note, "back": address_of(found, project)}
    return answer(request, StopForm(posted(request)), write, address_of(found, project), "quality/small_form.html",
                  context)  # fmt: skip


def found_or_404(request: HttpRequest, project: Project, number: int, *, followed: bool = False) -> Measure:
    """Return a metric of a project that the reader may see; ``followed``: one that still is."""
    rows = Measure.objects.visible_to(request.user).select_related("metric", "phase", "project")
    found = rows.filter(project=project, number=number).first()
    if found is None or (followed and found.stopped_on is not None):
        raise Http404
    return found


def address_of(measure: Measure, project: Project) -> str:
    """Return the address of a metric."""
    return reverse("quality:measure", args=[project.code, measure.number])


def _begun(request: HttpRequest) -> dict[str, Any]:
    """Return what the address fills in beforehand: a metric of the catalogue with its band."""
    key = key_of(request.GET.get("metric", ""))
    metric = Metric.objects.filter(pk=key, retired=False).first() if key else None
    if metric is None:
        return {}
    return {"metric": metric.pk, "lower": metric.lower, "target": metric.median, "upper": metric.upper}
