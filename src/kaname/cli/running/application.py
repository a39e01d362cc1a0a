"""The application in this process: Django set up for a data folder."""

import os
from pathlib import Path

from kaname.cli.refusal import Refused
from kaname.words import N_


def load(data_dir: Path | None = None) -> None:
    """Set Django up for a data folder (default: KANAME_DATA_DIR); must come before anything asks for the settings."""
    if data_dir is not None:
        os.environ["KANAME_DATA_DIR"] = str(data_dir.expanduser().resolve())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kaname.settings.prod")
    import django

    try:
        django.setup()
    except OSError as refused:
        folder = os.environ.get("KANAME_DATA_DIR", "")
        raise Refused(
            N_("The data folder {folder} cannot be used: {reason}."), folder=folder, reason=refused.strerror
        ) from None
    except ValueError as refused:  # a variable of the environment that is not what it should be says so itself
        raise Refused(N_("The settings cannot be used: {reason}"), reason=refused) from None
