"""Logs: one JSON line an event, on standard error. No personal data: exceptions without their messages, which quote
values (an address that exists already, a name that is too long); at DEBUG they are given too.
"""

import logging
import traceback
from collections.abc import MutableMapping
from typing import Any

import structlog

type Event = MutableMapping[str, Any]


def exception_places(logger: Any, method: str, event: Event) -> Event:  # noqa: ARG001 - structlog's signature
    """Say of an exception what kind it is and where it came from."""
    found = event.pop("exc_info", None)
    if found is True:
        import sys

        found = sys.exc_info()
    error = found[1] if isinstance(found, tuple) else found
    if isinstance(error, BaseException):
        event["exception"] = f"{type(error).__module__}.{type(error).__qualname__}"
        frames = traceback.extract_tb(error.__traceback__)[-12:]
        event["frames"] = [f"{f.filename}:{f.lineno} {f.name}" for f in frames]
        if logging.getLogger().isEnabledFor(logging.DEBUG):
            event["message"] = str(error)
    return event


def logging_setting(level: str) -> dict[str, Any]:
    """Return Django's LOGGING, and let structlog speak through it."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        exception_places,
    ]
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, *shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    json_lines = {
        "()": structlog.stdlib.ProcessorFormatter,
        "foreign_pre_chain": [structlog.stdlib.ExtraAdder(allow=[]), *shared],
        "processors": [
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.JSONRenderer(ensure_ascii=False, default=str),
        ],
    }
    quiet = {"level": "WARNING"}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": json_lines},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
        "loggers": {
            "_granian": quiet,
            "granian.access": quiet,
            "django.request": {"level": "ERROR"},  # each request has its own line, with its status
            "numba": quiet,
        },
        "root": {"handlers": ["console"], "level": level},
    }
