"""Who is told of what about a document. A notice holds its number and a day, nothing else."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from kaname.domains.core.actions import notices
from kaname.domains.document.models import Document
from kaname.domains.people.models import Person, User


def tell(document: Document, people: Iterable[Person | None], kind: str, *, but: Any, **params: str) -> None:
    """Leave a line for people who may see the document, save the one who did it (``but``)."""
    keys = {p.pk for p in people if p is not None}
    url = reverse("documents:document", args=[document.number])
    for user in User.objects.filter(person__in=keys, is_active=True).order_by("pk"):
        seen = Document.objects.visible_to(user).filter(pk=document.pk).exists()
        if seen and (but is None or user.pk != but.pk):
            notices.tell(user_id=user.pk, kind=kind, params={"number": document.number, **params}, url=url)
