"""In tests: a folder of its own, quick password hashes, jobs run at once."""

import os
import tempfile

os.environ.setdefault("KANAME_DATA_DIR", tempfile.mkdtemp(prefix="kaname-test-"))

from kaname.settings.base import *  # noqa: F403 - the folder must be set first; Django's way of layering

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
TASKS = {"default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"}}
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
STATIC_ROOT.mkdir(exist_ok=True)  # noqa: F405 - whitenoise warns of a folder that is missing
if "sqlite" in DATABASES["default"]["ENGINE"]:  # noqa: F405 - of base
    DATABASES["default"]["TEST"] = {"NAME": ":memory:"}  # noqa: F405 - one a worker
