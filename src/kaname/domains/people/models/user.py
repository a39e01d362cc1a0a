"""User: an account that signs in. Who the person is stands in Person."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager["User"]):
    """Makes accounts; used by actions, the sign-in and tests."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Return a new account; without a password it can sign in only by invitation or single sign-on."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        """Return the account of an address, whatever its case."""
        return self.get(email=(username or "").lower())


class User(AbstractBaseUser):
    """An account. Rights come from roles held by its person, never from flags here."""

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=100)
    language = models.CharField(_("language"), max_length=2, default="ja")
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(auto_now_add=True)
    last_seen_event = models.PositiveBigIntegerField(default=0)

    objects = UserManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        """Accounts by address."""

        ordering = ["email"]

    def __str__(self) -> str:
        """Return the name that people see."""
        return self.name or self.email

    @property
    def name_en(self) -> str:
        """The person's name in English; lists select the person with the account."""
        return str(getattr(getattr(self, "person", None), "name_en", ""))

    def get_full_name(self) -> str:
        """Return the name; allauth asks."""
        return str(self)
