"""What the site leans on, each told by one address: the mail server, the database.

An address may hold a password, so nothing here ever repeats one.
"""

from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from firstyear.errors import UsageError

BACKENDS = "django.core.mail.backends"
SECONDS = 10  # how long a sign-in page waits for the mail server
# Scheme, its usual port, and how it is encrypted.
MAIL = {
    "smtp": (25, {}),
    "smtp+tls": (587, {"EMAIL_USE_TLS": True}),
    "smtps": (465, {"EMAIL_USE_SSL": True}),
}
MAIL_FORM = "smtp+tls://USER:PASSWORD@HOST:587?from=ADDRESS"
DATABASE_FORM = "postgresql://USER:PASSWORD@HOST:5432/NAME"
POSTGRESQL = {"postgresql", "postgres"}
DATABASE_OPTIONS = {"sslmode", "sslrootcert", "connect_timeout"}


def mail_settings(address: str) -> dict[str, Any]:
    """Django's settings for a mail server; mail goes to the terminal without one.

    Raises UsageError for an address in another form.

    Examples:
        >>> mail_settings("")["EMAIL_BACKEND"].rsplit(".")[-2]
        'console'
        >>> mail_settings("smtps://mail.example?from=a@b.example")["EMAIL_PORT"]
        465
    """
    if not address:
        return {"EMAIL_BACKEND": f"{BACKENDS}.console.EmailBackend"}
    parts, port = _parts(address, "FIRSTYEAR_MAIL", MAIL_FORM)
    if parts.scheme not in MAIL or not parts.hostname or parts.path not in ("", "/"):
        raise _wrong("FIRSTYEAR_MAIL", MAIL_FORM)
    more = dict(parse_qsl(parts.query))
    user = unquote(parts.username or "")
    sender = more.pop("from", user)
    if more or "@" not in sender:
        raise UsageError(
            "FIRSTYEAR_MAIL does not say who its mail is from: end it with "
            "?from=ADDRESS, and with nothing else."
        )
    usual, encrypted = MAIL[parts.scheme]
    return {
        "EMAIL_BACKEND": f"{BACKENDS}.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": port or usual,
        "EMAIL_HOST_USER": user,
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_TIMEOUT": SECONDS,
        "DEFAULT_FROM_EMAIL": sender,
        "SERVER_EMAIL": sender,
        **encrypted,
    }


def database_settings(address: str, home: Path) -> dict[str, Any]:
    """Django's settings for the database: a file of the data folder without an address.

    Raises UsageError for an address in another form, or without the driver for it.
    """
    if not address:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": home / "firstyear.sqlite3",
            "OPTIONS": {
                # Writers wait for one another instead of failing; readers never wait.
                # What was acknowledged is on the disk, even if the power goes; what is
                # deleted is overwritten, such as which phone gave which answer.
                "init_command": (
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
                    "PRAGMA secure_delete=ON;"
                ),
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
            },
        }
    parts, port = _parts(address, "FIRSTYEAR_DATABASE", DATABASE_FORM)
    name = unquote(parts.path.strip("/"))
    options = dict(parse_qsl(parts.query))
    known = parts.scheme in POSTGRESQL and set(options) <= DATABASE_OPTIONS
    if not known or not name or "/" in name:
        raise _wrong("FIRSTYEAR_DATABASE", DATABASE_FORM)
    if find_spec("psycopg") is None:
        raise UsageError(
            "FIRSTYEAR_DATABASE names a PostgreSQL database, and its driver is not "
            'installed. Install it with pip install "psycopg[binary]".'
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "HOST": parts.hostname or "",
        "PORT": port or "",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "OPTIONS": {"connect_timeout": SECONDS, **options},
    }


def _parts(address: str, variable: str, form: str) -> tuple[SplitResult, int | None]:
    try:
        parts = urlsplit(address)
        return parts, parts.port
    except ValueError:  # a port that is no number, a bracket left open
        raise _wrong(variable, form) from None


def _wrong(variable: str, form: str) -> UsageError:
    return UsageError(
        f"{variable} is not an address of the form {form}. Letters such as @ : / ? # "
        "in a name or a password are written as %40 %3A %2F %3F %23."
    )
