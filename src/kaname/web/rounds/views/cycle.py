"""The company's weekly cycle of rounds."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from kaname.domains.core.queries import today
from kaname.domains.people.enums import Level, Subject
from kaname.domains.people.rules import can_company
from kaname.domains.schedule.actions.rounds import cycle as actions
from kaname.domains.schedule.queries.round_times import business_days, cycle, next_times
from kaname.web.rounds.forms import CycleForm
from kaname.web.shell.access import company_page
from kaname.web.shell.saving import answer, posted


@company_page(Subject.REPORT, read=Level.READ, write=Level.DECIDE)
def cycle_page(request: HttpRequest) -> HttpResponse:
    """Show the cycle and the next weeks' moments that follow from it; change it."""
    row = cycle()
    initial = {} if row.base_url else {"base_url": request.build_absolute_uri("/")}
    form = CycleForm(posted(request), instance=row, initial=initial)
    working, coming, day = business_days(), [], today()
    for _n in range(6):
        times = next_times(day, row, working)
        if times is None:
            break
        coming.append(times)
        day = times.as_of
    context = {"coming": coming, "may_write": can_company(request.user, Subject.REPORT, Level.DECIDE)}

    def write(**values: object) -> object:
        version = values.pop("version", None)
        return actions.update(values=values, by=request.user, version=version if isinstance(version, int) else None)

    return answer(request, form, partial(write), reverse("rounds:cycle"), "rounds/cycle.html", context)
