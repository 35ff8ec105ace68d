"""The relational database of the data folder, brought up to date."""

from django.conf import settings
from django.core.management import call_command


def migrate() -> None:
    """Make the database, or bring it to this version; again does nothing.

    Django must be set up (`django.setup()`). The file is readable by its owner only.
    """
    settings.FIRSTYEAR_HOME.mkdir(parents=True, exist_ok=True)
    call_command("migrate", interactive=False, verbosity=0)
    keep_to_owner()


def keep_to_owner() -> None:
    from pathlib import Path

    name = str(settings.DATABASES["default"]["NAME"])
    path = Path(name)
    if path.exists():
        path.chmod(0o600)
