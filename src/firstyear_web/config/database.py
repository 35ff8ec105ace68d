"""The relational database of the data folder, brought up to date."""

from pathlib import Path


def migrate() -> None:
    """Make the database, or bring it to this version; again does nothing.

    Django must be set up (`django.setup()`). The file is readable by its owner only.
    """
    from django.conf import settings
    from django.core.management import call_command

    settings.FIRSTYEAR_HOME.mkdir(parents=True, exist_ok=True)
    call_command("migrate", interactive=False, verbosity=0)
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        Path(database["NAME"]).chmod(0o600)
