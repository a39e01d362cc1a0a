"""要 Kaname: the system a project management office runs its whole job on."""

__version__ = "0.1.0"
