"""Notices: telling a user of something, and their having read it. Not logged: a notice changes nobody's work."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from kaname.domains.core.models import Notification


def tell(*, user_id: int, kind: str, params: Mapping[str, Any], url: str = "") -> Notification:
    """Leave a line for a user; ``kind`` is a key of ``phrases.NOTICES``, ``params`` its values, without secrets."""
    return Notification.objects.create(user_id=user_id, kind=kind, params=dict(params), url=url)


def read(*, notice: Notification, by: Any) -> None:
    """Note that its owner has opened a notice; another's is left alone."""
    Notification.objects.filter(pk=notice.pk, user_id=by.pk, read_at=None).update(read_at=timezone.now())


def read_all(*, by: Any) -> None:
    """Note that a user has seen all their notices."""
    Notification.objects.filter(user_id=by.pk, read_at=None).update(read_at=timezone.now())
