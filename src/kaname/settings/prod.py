"""An installation: what base says."""

from kaname.settings.base import *  # noqa: F403 - Django's way of layering settings
