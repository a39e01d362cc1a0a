"""Import: files in, a preview of what they will do, one commit, its result."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from kaname.domains.core.actions import jobs
from kaname.domains.core.enums import JobStatus
from kaname.domains.core.models import Job
from kaname.domains.schedule.actions.importing import batches, targets, uploads
from kaname.web.imports.forms import UploadForm
from kaname.web.imports.limits import too_large
from kaname.web.imports.preview import Preview
from kaname.web.jobs.standing import Standing
from kaname.web.shell.access import signed_in


@signed_in
def start(request: HttpRequest) -> HttpResponse:
    """Choose files, or send them."""
    allowed = targets.may_create(request.user) or bool(targets.writable(request.user))
    if request.method != "POST":
        recent = Job.objects.visible_to(request.user).filter(kind=batches.READ)[:10]
        context = {"form": UploadForm(), "allowed": allowed, "recent": [Standing(job) for job in recent]}
        return render(request, "imports/start.html", context)
    if not allowed:
        raise PermissionDenied
    form = UploadForm(request.POST, request.FILES, too_large=too_large(request))
    if not form.is_valid():
        return render(request, "imports/start.html", {"form": form, "allowed": True}, status=422)
    kept = [uploads.keep(file.name or "", file.chunks()) for file in form.cleaned_data["plans"]]
    return redirect("imports:import", batches.receive(files=kept, by=request.user).pk)


@signed_in
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """What an import will do; while the files are still read, how far that is."""
    job = _own(request, pk, batches.READ)
    if job.status != JobStatus.DONE:
        name = "imports/reading.html#reading" if getattr(request, "htmx", False) else "imports/reading.html"
        return render(request, name, {"standing": Standing(job)})
    if getattr(request, "htmx", False) and request.method == "GET":
        return HttpResponseClientRedirect(request.path)  # the reading has just ended
    if _committed(job):
        return redirect("imports:result", pk)
    if not batches.is_kept(job):
        messages.info(request, _("The files of this import are not kept any more. Choose them again."))
        return redirect("imports:start")
    shown = Preview(job, request.user, request.POST if request.method == "POST" else None)
    if request.method == "POST" and request.POST.get("do") == "commit" and shown.is_valid():
        try:
            batches.ask_commit(job=job, choices=shown.choices, by=request.user)
        except jobs.Refused as refused:
            return _shown(request, shown, [_(refused.sentence).format(**refused.params)])
        return redirect("imports:result", pk)
    return _shown(request, shown, [])


@signed_in
def result(request: HttpRequest, pk: int) -> HttpResponse:
    """What an import did; while it is written, how far that is; where it failed, why, with the way back."""
    job = _own(request, pk, batches.READ)
    commit = Job.objects.visible_to(request.user).filter(pk=job.arguments.get("commit") or -1).first()
    if commit is None:
        raise Http404
    jobs.settle([commit])
    return render(request, "imports/result.html", {"job": job, "standing": Standing(commit)})


def _own(request: HttpRequest, pk: int, kind: str) -> Job:
    job = get_object_or_404(Job.objects.visible_to(request.user), pk=pk, kind=kind)
    jobs.settle([job])
    return job


def _committed(job: Job) -> bool:
    commit = Job.objects.filter(pk=job.arguments.get("commit") or -1).first()
    return commit is not None and commit.status not in (JobStatus.FAILED, JobStatus.CANCELLED)


def _shown(request: HttpRequest, shown: Preview, refused: list[str]) -> HttpResponse:
    context: dict[str, Any] = {"preview": shown, "refused": refused}
    wrong = bool(refused) or (shown.asked_to_commit and not shown.is_valid())
    return render(request, "imports/preview.html", context, status=422 if wrong else 200)
