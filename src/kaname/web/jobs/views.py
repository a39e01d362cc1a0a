"""Long work: a person's own, with its progress; htmx asks again while it goes on, without it the page is reloaded."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from kaname.domains.core.actions import jobs
from kaname.domains.core.models import Job
from kaname.web.jobs.standing import Standing
from kaname.web.shell.access import signed_in

A_PAGE = 50


@signed_in
def own(request: HttpRequest) -> HttpResponse:
    """The user's jobs, newest first."""
    page = Paginator(Job.objects.visible_to(request.user), A_PAGE).get_page(request.GET.get("page"))
    jobs.settle(page.object_list)
    standings = [Standing(job) for job in page.object_list]
    return render(request, "jobs/list.html", {"page": page, "standings": standings})


@signed_in
def job(request: HttpRequest, pk: int) -> HttpResponse:
    """One job; the part ``job`` of it for htmx."""
    found = get_object_or_404(Job.objects.visible_to(request.user), pk=pk)
    jobs.settle([found])
    name = "jobs/job.html#job" if getattr(request, "htmx", False) else "jobs/job.html"
    return render(request, name, {"standing": Standing(found)})


@signed_in
@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop a job."""
    found = get_object_or_404(Job.objects.visible_to(request.user), pk=pk)
    jobs.cancel(job=found, by=request.user)
    return redirect("jobs:job", pk)
