"""Settings of the application, read only through ``django.conf``; ``KANAME_*`` variables stand in environment.py."""
