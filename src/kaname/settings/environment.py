"""Every KANAME_* variable the application reads: name, default, meaning. The manual's table is tested against it."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit


@dataclass(frozen=True, slots=True)
class Variable:
    """One variable of the environment."""

    name: str
    default: str
    meaning: str


VARIABLES = (
    Variable("KANAME_DATA_DIR", "~/.local/share/kaname", "folder of the embedded database, uploads and the secret key"),
    Variable("KANAME_DATABASE_URL", "", "postgresql://user:password@host:port/name; empty: SQLite in the data folder"),
    Variable("KANAME_SECRET_KEY", "", "signing key; empty: made once and kept in the data folder"),
    Variable("KANAME_HOSTS", "localhost,127.0.0.1,[::1]", "host names that the application answers to, by commas"),
    Variable("KANAME_HTTPS", "0", "1 behind HTTPS: secure cookies, HSTS, the proxy's X-Forwarded-Proto is trusted"),
    Variable(
        "KANAME_MAIL_URL", "", "smtp://user:password@host:port or smtps://...; empty: mail is written to a folder"
    ),
    Variable("KANAME_MAIL_FROM", "kaname@localhost", "sender of mail"),
    Variable("KANAME_WEBHOOK_HOSTS", "", "own chat servers that reports may be posted to, as host:port by commas"),
    Variable("KANAME_LANGUAGE", "ja", "language of a visitor who has not chosen one: ja or en"),
    Variable("KANAME_TIME_ZONE", "Asia/Tokyo", "time zone of clocks and deadlines"),
    Variable(
        "KANAME_IMPORT_DAYS", "30", "days for which the files of an import are kept; the plans read from them stay"
    ),
    Variable("KANAME_UPLOAD_LIMIT_MB", "100", "largest file that may be uploaded"),
    Variable("KANAME_LOG_LEVEL", "INFO", "DEBUG, INFO, WARNING or ERROR"),
    Variable("KANAME_OIDC_NAME", "", "name of the single sign-on shown on the sign-in page"),
    Variable("KANAME_OIDC_URL", "", "address of the OpenID Connect provider; empty: no single sign-on"),
    Variable("KANAME_OIDC_CLIENT_ID", "", "client id at the provider"),
    Variable("KANAME_OIDC_SECRET", "", "client secret at the provider"),
)
_DEFAULTS = {v.name: v.default for v in VARIABLES}


def read(name: str) -> str:
    """Return a variable's value, or its default."""
    return os.environ.get(name) or _DEFAULTS[name]


def number(name: str) -> int:
    """Return a variable that is a whole number above zero."""
    text = read(name)
    if not text.isdecimal() or int(text) < 1:
        raise ValueError(f"{name}: {text!r} is not a whole number above zero")
    return int(text)


def switch(name: str) -> bool:
    """Return a variable that is 0 or 1."""
    text = read(name)
    if text not in ("0", "1"):
        raise ValueError(f"{name}: {text!r} is neither 0 nor 1")
    return text == "1"


def log_level(text: str) -> str:
    """Return the name of a level."""
    if text.upper() not in ("DEBUG", "INFO", "WARNING", "ERROR"):
        raise ValueError(f"KANAME_LOG_LEVEL: {text!r} is none of DEBUG, INFO, WARNING, ERROR")
    return text.upper()


def data_folder() -> Path:
    """Return the folder of everything that is kept, made if it is missing."""
    folder = Path(read("KANAME_DATA_DIR")).expanduser()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def database(url: str, folder: Path) -> dict[str, Any]:
    """Return Django's setting for a database address; without one, SQLite that waits rather than fails."""
    if not url:
        return {
            "ENGINE": "kaname.settings.sqlite",
            "NAME": str(folder / "kaname.sqlite3"),
            "CONN_MAX_AGE": 600,  # opening reads the whole schema: longer than most pages take
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
                "PRAGMA cache_size=-65536; PRAGMA mmap_size=268435456; PRAGMA temp_store=MEMORY;",
            },
        }
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql"):
        raise ValueError(f"KANAME_DATABASE_URL: {parts.scheme!r} is not a database we know; expected postgresql://")
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or options.pop("host", "")),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }


def secret_key(folder: Path) -> str:
    """Return the signing key: the environment's, else one made once and kept beside the database."""
    if given := read("KANAME_SECRET_KEY"):
        return given
    kept = folder / "secret.key"
    if not kept.exists():
        import secrets

        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(48), "ascii")
    return kept.read_text("ascii")


def mailer(url: str, folder: Path) -> dict[str, Any]:
    """Return Django's setting for sending mail; without an address, mail is written to a folder to be read there."""
    if not url:
        return {
            "BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "OPTIONS": {"file_path": folder / "mail"},
        }
    parts = urlsplit(url)
    if parts.scheme not in ("smtp", "smtps"):
        raise ValueError(f"KANAME_MAIL_URL: {parts.scheme!r} is not a way of sending we know; expected smtp(s)://")
    return {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": parts.hostname or "localhost",
            "port": parts.port or (465 if parts.scheme == "smtps" else 25),
            "username": unquote(parts.username or ""),
            "password": unquote(parts.password or ""),
            "use_ssl": parts.scheme == "smtps",
        },
    }
