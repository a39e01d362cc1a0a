"""How the texts of arguments become values; what is wrong is said in the user's language."""

import argparse
from collections.abc import Callable
from datetime import datetime
from math import isfinite

A_DAY = 86400
A_WEEK = 7 * A_DAY


def number(text: str) -> float | None:
    """Return the finite number that a text is, None where it is none."""
    try:
        value = float(text)
    except ValueError:
        return None
    return value if isfinite(value) else None


def seconds(t: Callable[[str], str], most: int) -> Callable[[str], float]:
    """Return the reader of a time limit in seconds."""

    def read(text: str) -> float:
        value = number(text)
        if value is None or not 0 < value <= most:
            message = t("{value} is not a number of seconds above 0, at most {most}")
            raise argparse.ArgumentTypeError(message.format(value=text[:40], most=most))
        return value

    return read


def spread(allowed: Callable[[float, float], bool], refusal: str) -> Callable[[str], tuple[float, float]]:
    """Return the reader of LOW,HIGH; ``refusal`` is the sentence, in the user's language, for what is not allowed."""

    def read(text: str) -> tuple[float, float]:
        found = [number(part) for part in text.split(",")]
        low, high = found if len(found) == 2 else (None, None)
        if low is None or high is None or not allowed(low, high):
            raise argparse.ArgumentTypeError(refusal.format(value=text[:40]))
        return low, high

    return read


def moment(t: Callable[[str], str]) -> Callable[[str], datetime]:
    """Return the reader of a date, with or without a time of day, of the years 1950 to 2199."""

    def read(text: str) -> datetime:
        try:
            value = datetime.fromisoformat(text).replace(tzinfo=None)
        except ValueError:
            value = None
        if value is None or not 1950 <= value.year < 2200:
            message = t("{value} is not a date of the years 1950 to 2199 such as 2026-11-20 or 2026-11-20T17:00")
            raise argparse.ArgumentTypeError(message.format(value=text[:40]))
        return value

    return read
