"""While writing Kaname: errors shown, static files as they lie."""

from kaname.settings.base import *  # noqa: F403 - Django's way of layering settings

DEBUG = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
