"""How a file leaves: under a name that says what it is, as an attachment that no browser runs or guesses about."""

import re
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from kaname.domains.core.names import spoken
from kaname.domains.document.enums import VersionState
from kaname.domains.document.models import Document, DocumentVersion
from kaname.domains.document.rules import state_of
from kaname.domains.document.validators import OCTETS

LONGEST = 120
HARMLESS = {"application/pdf", "image/png", "image/jpeg", "application/zip"}
UNWELCOME = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]+')


def file_name(version: DocumentVersion, document: Document) -> str:
    """Return the name under which a version is saved: 【旧版】PJ024-PLN-2026-0001_v1.0_title.xlsx."""
    ending = version.file_name.rsplit(".", 1)[-1] if "." in version.file_name else "bin"
    mark = {VersionState.SUPERSEDED: _("[SUPERSEDED] "), VersionState.OBSOLETE: _("[OBSOLETE] ")}
    marked = mark.get(state_of(version, document), "")
    name = f"{marked}{document.number}_v{version.label}_{spoken(document)}"
    return f"{UNWELCOME.sub('_', name)[:LONGEST]}.{UNWELCOME.sub('_', ending)[:10]}"


def attachment(data: bytes, version: DocumentVersion, document: Document) -> HttpResponse:
    """Answer with a version's bytes."""
    office = version.media_type.startswith("application/vnd.")
    media = version.media_type if office or version.media_type in HARMLESS else OCTETS
    answer = HttpResponse(data, content_type=media)
    answer["Content-Disposition"] = content_disposition_header(True, file_name(version, document))
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer["Cache-Control"] = "private, no-store"
    return answer


def whence(request: HttpRequest) -> dict[str, Any]:
    """Return what the ledger keeps of where a request came from."""
    return {
        "address": request.META.get("REMOTE_ADDR", "") or "",
        "program": request.headers.get("User-Agent", ""),
        "by": request.user,
    }
