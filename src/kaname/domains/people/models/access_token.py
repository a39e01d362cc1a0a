"""AccessToken: lets a program act as a user over the API. Only a hash is kept; the token is shown once."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class AccessToken(models.Model):
    """A random secret of 256 bits, kept as SHA-256: nothing to guess, so no slow hash is needed."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="tokens")
    name = models.CharField(_("purpose"), max_length=100)
    digest = models.CharField(max_length=64, unique=True)
    created_on = models.DateField(auto_now_add=True)
    expires_on = models.DateField(_("expires on"))
    revoked = models.BooleanField(default=False)

    class Meta:
        """A user's own, newest first."""

        ordering = ["-id"]

    def __str__(self) -> str:
        """Return what the token is for."""
        return self.name
