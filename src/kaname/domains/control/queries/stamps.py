"""Days of many moments at once: a list of ten thousand dates is counted, not made into objects one by one."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

import numpy as np
import numpy.typing as npt
from django.db.models import TextField
from django.db.models.functions import Cast
from django.utils import timezone

type Days = npt.NDArray[np.datetime64]


def stamp(field: str) -> Cast:
    """Return the expression that reads a moment as text in UTC, as both databases write it."""
    return Cast(field, TextField())


def midnight(day: date) -> datetime:
    """Return the moment at which a day begins in Japan: a limit that a database compares without a date of each row."""
    return timezone.make_aware(datetime.combine(day, time()))


def days(texts: Sequence[str]) -> Days:
    """Return the days, in Japan, of n moments read by :func:`stamp`.

    The country's clock has no summer time, so one offset holds for all of them.
    """
    ahead = timezone.localtime(timezone.now()).utcoffset() or timedelta()
    moments = np.array([text[:19] for text in texts], dtype="datetime64[s]")
    return (moments + np.timedelta64(ahead)).astype("datetime64[D]")
