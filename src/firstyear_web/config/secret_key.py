"""The key that signs sessions: made once, kept in the data folder, not in the code."""

import os
import secrets
from pathlib import Path


def secret_key(home: Path) -> str:
    """The key kept in `home`; made there, for its owner's eyes, if there is none."""
    path = home / "secret-key"
    if path.exists():
        return path.read_text(encoding="ascii").strip()
    home.mkdir(parents=True, exist_ok=True)
    key = secrets.token_urlsafe(48)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:  # another process was first
        return path.read_text(encoding="ascii").strip()
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(key)
    return key
