"""A demand's next step: approve, search, interview, choose, fill, call off."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kaname.domains.core.rules import Conflict
from kaname.domains.people.enums import Level, Subject
from kaname.domains.project.models import Project
from kaname.domains.staffing.actions import steps
from kaname.web.shell.access import project_page
from kaname.web.staffing.views.record import address_of, found_or_404

LONGEST = 2000


@require_POST
@project_page(Subject.DEMAND, read=Level.READ, write=Level.READ)  # whose step it is, the demand's rules say
def move(request: HttpRequest, project: Project, demand: int, state: str) -> HttpResponse:
    """Bring a demand into its next state, and show it again."""
    found = found_or_404(request, project, demand)
    if state not in steps.VERBS:
        raise Http404
    remark, version = request.POST.get("remark", "")[:LONGEST], request.POST.get("version", "")
    read = int(version) if version.isascii() and version.isdigit() and len(version) < 9 else None
    try:
        steps.move(demand=found, to=state, by=request.user, remark=remark, version=read)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    except Conflict:
        messages.error(request, _("The demand changed meanwhile. Please look at it again."))
    else:
        messages.success(request, _("Done. Whoever acts next has been told."))
    return HttpResponseRedirect(address_of(found))
