"""Lists that people kept elsewhere, taken over into a register: the file, and what stands in the way of reading it."""

from collections.abc import Callable

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.functional import Promise

from kaname.domains.schedule.actions.importing import uploads
from kaname.domains.schedule.actions.importing.uploads import Upload
from kaname.engine.diagnostics import ProblemsFound
from kaname.words import sentence


def looked_into[T](
    form: forms.Form, request: HttpRequest, look: Callable[[bytes, str], T], none: tuple[type[Exception], Promise]
) -> tuple[Upload, T] | None:
    """Keep the file of a valid form and return it with what ``look`` (content, name) says of it; None where it cannot
    be taken over: the form says why. ``none``: what is raised where no list stands in it, and how that is said.
    """
    given = form.cleaned_data["file"]
    upload = uploads.keep(given.name or "", given.chunks())
    try:
        return upload, look(uploads.content(upload), upload.name)
    except ProblemsFound as problems:
        for diagnostic in problems.diagnostics:
            form.add_error("file", sentence(diagnostic, getattr(request, "LANGUAGE_CODE", "ja")[:2]))
    except none[0]:
        form.add_error("file", str(none[1]))
    except ValidationError as refused:
        form.add_error("file", refused)
    return None


def chosen_before(request: HttpRequest, name: str) -> Upload:
    """Return the file that was looked at: by the digest that the page sent back, which may be of none."""
    digest = request.POST["digest"]
    named = request.POST.get("name", "")[:255] or name
    return Upload(named, digest if digest.isalnum() and len(digest) == 64 else "none", 0)
