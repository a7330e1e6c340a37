"""Settings of one installation of Rodaje, from environment variables only.

The package is called *production* after the film's production, not after an environment:
development, tests and live installations all read this one file. Every variable is described
in the README; unsafe combinations refuse to start with a sentence that says what to set.
"""

from __future__ import annotations

import os
import tempfile
import zoneinfo
from pathlib import Path

from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _
from environs import Env

from production import sqlite

sqlite.use_safe_library()

zoneinfo.reset_tzpath(to=())  # the zones of the locked tzdata package, the same on every machine

env = Env()
ROOT = Path(__file__).resolve().parent.parent
VAR = Path(env.str("RODAJE_DATA", str(ROOT / "var")))  # database, uploads: what must be backed up
VAR.mkdir(parents=True, exist_ok=True)
os.umask(0o077)  # phone numbers and testimony: files are their owner's alone

DEBUG = env.bool("DEBUG", False)
LOCAL = env.bool("RODAJE_LOCAL", False)  # served to this machine alone, without TLS
if DEBUG and not LOCAL:
    raise ImproperlyConfigured(
        "Unset DEBUG: its pages show secrets (on this machine alone, set RODAJE_LOCAL=1 too)."
    )

_INSECURE_KEY = "local-only-key-which-protects-nothing-because-this-server-answers-this-machine-alone"
SECRET_KEY = env.str("SECRET_KEY", "")
if not SECRET_KEY:
    if not LOCAL:
        raise ImproperlyConfigured(
            "Set SECRET_KEY to 50 or more random characters (or RODAJE_LOCAL=1 to serve this machine alone)."
        )
    SECRET_KEY = _INSECURE_KEY

ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"] if LOCAL else [])
if not ALLOWED_HOSTS:
    raise ImproperlyConfigured(
        "Set ALLOWED_HOSTS to the names under which people reach Rodaje, comma-separated."
    )
if "*" in ALLOWED_HOSTS and not LOCAL:
    raise ImproperlyConfigured("Set ALLOWED_HOSTS to names; * lets anybody forge the addresses in our mails.")
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", [])
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", 0)  # how many proxies of ours stand before the server
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "production",
    "interviews",
    "script",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_filters",
    "django_htmx",
    "simple_history",
    "csp",
]

MIDDLEWARE = [
    "production.middleware.UploadLimitMiddleware",  # before anything reads the body
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "production.middleware.ReaderMiddleware",  # language and theme of the person reading
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "production.middleware.PrivatePagesMiddleware",
    "production.middleware.CitedMiddleware",  # what a script cites stays
]

ROOT_URLCONF = "production.urls"
WSGI_APPLICATION = "production.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "production.context.shell",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
INSTALLED_APPS.append("django.forms")
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
FILTERS_EMPTY_CHOICE_LABEL = _("all")

# Database -------------------------------------------------------------------------------------
DATABASES = {"default": env.dj_db_url("DATABASE_URL", f"sqlite:///{VAR / 'rodaje.sqlite3'}")}
_database = DATABASES["default"]
_database["CONN_MAX_AGE"] = env.int("DATABASE_CONN_MAX_AGE", 60)
_database["CONN_HEALTH_CHECKS"] = True
if _database["ENGINE"].endswith("sqlite3"):
    _database["OPTIONS"] = {**_database.get("OPTIONS", {}), **sqlite.options()}
    # a file, so that tests run on the journal that people run on; one a process, for parallel runs
    _test_file = Path(tempfile.gettempdir()) / f"rodaje-test-{os.getpid()}.sqlite3"
    _database["TEST"] = {"NAME": str(_test_file)}
else:
    _database["OPTIONS"] = {
        **_database.get("OPTIONS", {}),
        "options": "-c synchronous_commit=on -c statement_timeout=30000",
    }
    _database["TEST"] = {"NAME": f"test_rodaje_{os.getpid()}"}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Shared by all workers, so that rate limits count across them
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "rodaje_cache"}}

# Accounts -------------------------------------------------------------------------------------
AUTH_USER_MODEL = "production.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "production.accounts.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FORM_CLASS = "production.forms.account.SignupForm"
ACCOUNT_CHANGE_EMAIL = True  # one address; the new one counts from its confirmation on
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "optional"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "reset_password": "20/m/ip,5/m/key",
    "reset_password_from_key": "20/m/ip",
    "signup": "20/m/ip",
    "change_password": "5/m/user",
    "manage_email": "10/m/user",
    "reauthenticate": "10/m/user",
    "invitation": "30/m/ip",
    "calendar": "120/m/ip",  # the big calendar services fetch for many people from one address
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Rodaje"
INVITATION_DAYS = env.int("INVITATION_DAYS", 14)

# Mail -----------------------------------------------------------------------------------------
vars().update(env.dj_email_url("EMAIL_URL", "consolemail://"))
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "Rodaje <rodaje@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# Language, time -------------------------------------------------------------------------------
LANGUAGE_CODE = env.str("LANGUAGE_CODE", "en")
LANGUAGES = [("en", _("English")), ("es", _("Spanish"))]
LOCALE_PATHS = [ROOT / "production" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"  # pages show the zone of the film or of the place

# Files ----------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
_packages = ROOT / "node_modules"
STATICFILES_DIRS = [
    (prefix, folder)
    for prefix, folder in [
        ("bootstrap", _packages / "bootstrap" / "dist"),
        ("bootstrap-icons", _packages / "bootstrap-icons" / "font"),
        ("sortablejs", _packages / "sortablejs" / "modular"),
    ]
    if folder.is_dir()
]
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": VAR / "files", "base_url": None},  # served by a checking view only
    },
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if LOCAL
            else "production.static_files.HashedStaticFilesStorage"
        )
    },
}
WHITENOISE_USE_FINDERS = LOCAL
WHITENOISE_AUTOREFRESH = DEBUG
FONT_FOLDER = _packages
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000  # of a form without files
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
UPLOAD_LIMIT = env.int("UPLOAD_LIMIT", 25_000_000)  # bytes of the files of one request
FORM_LIMIT = 2_500_000  # bytes of any other request
PROXY_LIMIT = env.int("RODAJE_PROXY_LIMIT", 8 << 30)  # bytes of a proxy, which comes in pieces
MEDIA_DIR = env.str("RODAJE_MEDIA_DIR", "")  # files that proxies may point at; empty: none

# Web ------------------------------------------------------------------------------------------
_tls = not LOCAL
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", _tls)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", 31_536_000 if _tls else 0)
SECURE_HSTS_INCLUDE_SUBDOMAINS = _tls
SECURE_HSTS_PRELOAD = _tls
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _tls
SESSION_COOKIE_NAME = "__Host-session" if _tls else "sessionid"
CSRF_COOKIE_NAME = "__Host-csrf" if _tls else "csrftoken"
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = env.int("SESSION_DAYS", 14) * 86_400
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "media-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
if _tls and SECRET_KEY == _INSECURE_KEY:
    raise ImproperlyConfigured("Set SECRET_KEY: the built-in one is public.")
if _tls and len(SECRET_KEY) < 50:
    raise ImproperlyConfigured("Set SECRET_KEY to 50 or more random characters; this one can be guessed.")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", "INFO")},
}
SILENCED_SYSTEM_CHECKS = ["auth.W004"]  # e-mail addresses are unique without regard to case: a constraint
