"""Which files the pages need besides our own: they are built from npm packages."""

from pathlib import Path

STATIC = Path(__file__).parent / "static"
NEEDED = ("vendor/nhsuk/nhsuk-frontend.min.css", "vendor/nhsuk/nhsuk-frontend.min.js")


def missing_assets() -> list[str]:
    return [name for name in NEEDED if not (STATIC / name).exists()]
