"""What every installation shares."""

from pathlib import Path

from django.utils.csp import CSP

from kaname.settings.environment import data_folder, database, log_level, mailer, number, read, secret_key, switch
from kaname.settings.logs import logging_setting

PACKAGE = Path(__file__).parent.parent
DATA_FOLDER = data_folder()
SECRET_KEY = secret_key(DATA_FOLDER)
DEBUG = False
ALLOWED_HOSTS = [host.strip() for host in read("KANAME_HOSTS").split(",") if host.strip()]

INSTALLED_APPS = [
    "kaname.domains.core",
    "kaname.domains.people",
    "kaname.domains.capability",
    "kaname.domains.project",
    "kaname.domains.resource",
    "kaname.domains.schedule",
    "kaname.domains.cost",
    "kaname.domains.document",
    "kaname.domains.quality",
    "kaname.domains.risk",
    "kaname.domains.control",
    "kaname.domains.staffing",
    "kaname.domains.portfolio",
    "kaname.domains.reporting",
    "kaname.web",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "django_cotton.apps.SimpleAppConfig",
    "django_htmx",
    "django_ox",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
]
MIDDLEWARE = [
    "kaname.web.shell.request_log.request_log",
    "kaname.web.shell.legible.Legible",
    "kaname.web.shell.kept.FromMemory",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "kaname.web.shell.middleware.language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "kaname.web.shell.middleware.sign_in_required",
]
ROOT_URLCONF = "kaname.settings.urls"
WSGI_APPLICATION = "kaname.web.wsgi.application"
AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES = {"default": database(read("KANAME_DATABASE_URL"), DATA_FOLDER)}
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 5000}},
    "pages": {
        "BACKEND": "kaname.settings.memory.Pages",
        "LOCATION": "pages",
        "TIMEOUT": 3600,
        "OPTIONS": {"MAX_ENTRIES": 400},
    },
}
TASKS = {  # a job whose worker was killed goes on after a minute; a lease is renewed every 20 seconds while it runs
    "default": {"BACKEND": "django_ox.backend.OxBackend", "OPTIONS": {"LOCK_TIMEOUT": 60.0, "MAX_ATTEMPTS": 3}}
}
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "web" / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": [
                "django_cotton.templatetags.cotton",
                "django.templatetags.i18n",
                "kaname.web.templatetags.marks",
                "kaname.web.templatetags.names",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "kaname.web.shell.context.shell",
            ],
        },
    }
]
COTTON_DIR = "components"
LANGUAGE_CODE = read("KANAME_LANGUAGE")
LANGUAGES = [("ja", "日本語"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "kaname_language"
LOCALE_PATHS = sorted(path for path in (PACKAGE / "locale" / "web").glob("*") if path.is_dir())
TIME_ZONE = read("KANAME_TIME_ZONE")
USE_TZ = True
USE_THOUSAND_SEPARATOR = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA_FOLDER / "static"
STATICFILES_DIRS = [PACKAGE / "web" / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = DATA_FOLDER / "files"
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 2**20
IMPORT_DAYS = number("KANAME_IMPORT_DAYS")
UPLOAD_LIMIT = number("KANAME_UPLOAD_LIMIT_MB") * 2**20
FILE_UPLOAD_HANDLERS = [  # the limit holds before anybody has signed in: a form's token is read from the upload itself
    "kaname.web.imports.limits.UploadLimit",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:", "blob:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_NAME = "kaname_session"
SESSION_COOKIE_AGE = 14 * 86400
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "kaname.web.shell.errors.csrf_failure"

if switch("KANAME_HTTPS"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_HSTS_SECONDS = 31_536_000

LOGIN_URL = "/accounts/login/"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_FORMS = {"login": "kaname.web.accounts.forms.SignInForm"}
ACCOUNT_ADAPTER = "kaname.web.accounts.adapters.AccountAdapter"
SOCIALACCOUNT_ADAPTER = "kaname.web.accounts.adapters.SocialAccountAdapter"
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/5m/key"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
USERSESSIONS_TRACK_ACTIVITY = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True  # an identity opens the account of its address, if the provider verified it
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
if read("KANAME_OIDC_URL"):
    SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": "company",
                    "name": read("KANAME_OIDC_NAME") or "SSO",
                    "client_id": read("KANAME_OIDC_CLIENT_ID"),
                    "secret": read("KANAME_OIDC_SECRET"),
                    "settings": {"server_url": read("KANAME_OIDC_URL")},
                }
            ],
        }
    }

MAILERS = {"default": mailer(read("KANAME_MAIL_URL"), DATA_FOLDER)}
WEBHOOK_HOSTS = [host.strip() for host in read("KANAME_WEBHOOK_HOSTS").split(",") if host.strip()]
DEFAULT_FROM_EMAIL = SERVER_EMAIL = read("KANAME_MAIL_FROM")

LOGGING = logging_setting(log_level(read("KANAME_LOG_LEVEL")))
