"""The Gantt chart as a PowerPoint file."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from kaname.domains.project.models import Project
from kaname.web.schedule.slides import slides
from kaname.web.schedule.then import then_of
from kaname.web.schedule.views.data import baseline_asked, known_plan, reading

PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


@require_GET
@reading
def pptx(request: HttpRequest, project: Project) -> HttpResponse:
    """Return the slides: ``?fold=1,2`` without what is under those rows, ``?baseline=N``, ``?as_of=DATE``."""
    plan = known_plan(project)
    then = then_of(request, plan)
    state = then.state
    if state is None:
        raise Http404
    folded = {int(n) for n in request.GET.get("fold", "").split(",") if n.isascii() and n.isdigit()}
    data = slides(state, project, folded=folded, baseline=baseline_asked(request, plan), as_of=then.as_of)
    response = HttpResponse(data, content_type=PPTX)
    response["Content-Disposition"] = f'attachment; filename="{project.code}-gantt.pptx"'
    return response
