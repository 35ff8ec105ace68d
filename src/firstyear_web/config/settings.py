"""Settings of the site, read from the environment at the edge (docs/settings.md).

| variable | meaning | default |
|---|---|---|
| `FIRSTYEAR_HOME` | the data folder | `./firstyear-data` |
| `FIRSTYEAR_SECRET_KEY` | signs sessions | made once, kept in the data folder |
| `FIRSTYEAR_HOSTS` | host names the site answers to, commas between | loopback only |
| `FIRSTYEAR_REGION` | code of the region the start page shows | the reader's own |
| `FIRSTYEAR_HTTPS` | `yes` where a proxy in front speaks https | `no` |
| `FIRSTYEAR_DEMO` | `yes` signs everybody in, on this machine only | `no` |
| `FIRSTYEAR_ROOM` | address at which phones of a room reach this machine | none |
| `FIRSTYEAR_DEBUG` | `yes` shows tracebacks in the browser, for developers | `no` |
| `FIRSTYEAR_OIDC` | path of a JSON file with OpenID Connect providers | none |
| `FIRSTYEAR_MAIL` | address of the mail server | mail is written to the terminal |
| `FIRSTYEAR_DATABASE` | address of a PostgreSQL database | a file in the data folder |
"""

import json
import os
from pathlib import Path

import nhsuk_frontend_jinja

from firstyear_web.config.addresses import database_settings, mail_settings
from firstyear_web.config.secret_key import secret_key

PACKAGE = Path(__file__).resolve().parent.parent
LOOPBACK_HOSTS = ["127.0.0.1", "localhost", "[::1]"]


def switched_on(name: str) -> bool:
    return os.environ.get(name, "no").strip().lower() in {"yes", "true", "1", "on"}


FIRSTYEAR_HOME = Path(os.environ.get("FIRSTYEAR_HOME", "firstyear-data")).resolve()
FIRSTYEAR_REGION = os.environ.get("FIRSTYEAR_REGION", "")
# Where phones of a room reach this machine, such as http://192.168.137.1:8000: set by
# `firstyear serve --room`.
FIRSTYEAR_ROOM = os.environ.get("FIRSTYEAR_ROOM", "").rstrip("/")
FIRSTYEAR_DEMO = switched_on("FIRSTYEAR_DEMO")
DEBUG = switched_on("FIRSTYEAR_DEBUG")
SECRET_KEY = os.environ.get("FIRSTYEAR_SECRET_KEY") or secret_key(FIRSTYEAR_HOME)
ALLOWED_HOSTS = LOOPBACK_HOSTS + [
    host.strip()
    for host in os.environ.get("FIRSTYEAR_HOSTS", "").split(",")
    if host.strip()
]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "rules",
    "simple_history",
    "firstyear_web.design",
    "firstyear_web.people",
    "firstyear_web.picture",
    "firstyear_web.data",
    "firstyear_web.workshops",
    "firstyear_web.reviews",
    "firstyear_web.care",
    "firstyear_web.shelf",
    "firstyear_web.api",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "firstyear_web.config.headers.security_headers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "firstyear_web.config.room.only_the_room",
    "firstyear_web.config.packing.PackAnswers",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "firstyear_web.data.limit.refuse_large_uploads",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "firstyear_web.people.demo.sign_in_demo_user",
    "firstyear_web.config.store.remember_reader",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "firstyear_web.design.mistakes.explain_mistakes",
]

ROOT_URLCONF = "firstyear_web.config.urls"
ASGI_APPLICATION = "firstyear_web.config.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [Path(nhsuk_frontend_jinja.__file__).parent / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "firstyear_web.design.environment.environment",
            "context_processors": [
                "django.contrib.messages.context_processors.messages",
                "firstyear_web.design.layout.layout",
                "firstyear_web.people.providers.sign_in",
            ],
        },
    },
    {
        # allauth's own messages and mails are Django templates.
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DATABASES = {
    "default": database_settings(
        os.environ.get("FIRSTYEAR_DATABASE", "").strip(), FIRSTYEAR_HOME
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 2000},
    }
}

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
VALIDATORS = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": f"{VALIDATORS}.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": f"{VALIDATORS}.CommonPasswordValidator"},
    {"NAME": f"{VALIDATORS}.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "firstyear_web.people.adapter.ClosedAccountAdapter"
SOCIALACCOUNT_ADAPTER = "firstyear_web.people.adapter.InvitedSocialAdapter"
# The way to the provider is a link: a form that is redirected to another host is
# stopped by the policy that forms go to this site only.
SOCIALACCOUNT_LOGIN_ON_GET = True
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
if os.environ.get("FIRSTYEAR_OIDC"):
    SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "APPS": json.loads(
                Path(os.environ["FIRSTYEAR_OIDC"]).read_text(encoding="utf-8")
            )
        }
    }
MAIL = mail_settings(os.environ.get("FIRSTYEAR_MAIL", "").strip())
globals().update(MAIL)

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True

STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG

FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

HTTPS = switched_on("FIRSTYEAR_HTTPS")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {
        "console": {"class": "logging.StreamHandler"},
        "nowhere": {"class": "logging.NullHandler"},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    # Strangers who knock with another name get a 400, and the log stays readable.
    "loggers": {
        "django.security.DisallowedHost": {"handlers": ["nowhere"], "propagate": False}
    },
}
