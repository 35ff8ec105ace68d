"""What can be known of a laptop the day before it serves a room.

Each look tells what is so, what that means, and what to do instead. `good` is None
where this machine does not say, which is no mistake of anybody's.
"""

import datetime
import os
import shutil
import socket
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Final

import firstyear
from firstyear.cli.network import kind_of

POWER: Final = Path("/sys/class/power_supply")
INTERFACES: Final = Path("/sys/class/net")
LEAST_CHARGE: Final = 95
LEAST_FREE: Final = 2**30
SLOW_WRITE: Final = 0.2
WRITES: Final = 30
ONE_DEVICE: Final = (
    "Or hold the session on this one device: hands, cards and paper keyed in by a "
    "scribe give the same report."
)


@dataclass(frozen=True)
class Finding:
    """One look at the machine: whether it is good, what is so, what to do instead."""

    name: str
    good: bool | None
    says: str
    instead: str = ""


def address(found: tuple[str, ...]) -> Finding:
    """Where phones would reach this machine."""
    if not found:
        return Finding(
            "Address",
            False,
            "This machine is on no network: phones cannot reach it.",
            "Switch on its own Wi-Fi hotspot, or a phone's, and look again. "
            + ONE_DEVICE,
        )
    first = found[0]
    more = f" It also has {', '.join(found[1:])}." if found[1:] else ""
    return Finding(
        "Address", True, f"Phones would reach it at {first} ({kind_of(first)}).{more}"
    )


def port(number: int) -> Finding:
    """Whether the port is free to be served on."""
    with socket.socket() as probe:
        if os.name == "posix":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("", number))
        except OSError as problem:
            return Finding(
                "Port",
                False,
                f"Port {number} cannot be used: {problem.strerror}.",
                "Stop what uses it, or choose another with --port, here and on the "
                "day.",
            )
    return Finding("Port", True, f"Port {number} is free.")


def interface(folder: Path = INTERFACES) -> Finding:
    """Whether a Wi-Fi interface is up, which phones and the laptop share."""
    if not folder.is_dir():
        return Finding(
            "Wi-Fi",
            None,
            "This machine does not say whether its Wi-Fi is on: see its settings.",
        )
    up = [
        one.name
        for one in sorted(folder.iterdir())
        if _read(one / "operstate") == "up" and one.name != "lo"
    ]
    wireless = [name for name in up if (folder / name / "wireless").exists()]
    if wireless:
        return Finding("Wi-Fi", True, f"Wi-Fi is on ({', '.join(wireless)}).")
    if up:
        return Finding(
            "Wi-Fi",
            None,
            f"Connected by {', '.join(up)}, which is no Wi-Fi of this machine's own. "
            "Phones must be on the same network, and it must let them see one another.",
        )
    return Finding(
        "Wi-Fi",
        False,
        "No network interface is up.",
        "Switch on the Wi-Fi hotspot. " + ONE_DEVICE,
    )


def battery(folder: Path = POWER) -> Finding:
    """Whether the machine lasts for the session."""
    if not folder.is_dir():
        return Finding(
            "Battery",
            None,
            "This machine does not say how its battery is. Bring its charger.",
        )
    supplies = sorted(folder.iterdir())
    plugged = any(_read(one / "online") == "1" for one in supplies)
    charges = [
        int(charge)
        for one in supplies
        if _read(one / "type") == "Battery" and _read(one / "scope") != "Device"
        for charge in [_read(one / "capacity")]
        if charge.isdigit()
    ]
    if not charges:
        return Finding("Battery", None, "No battery: it needs a socket in the room.")
    least = min(charges)
    if plugged or least >= LEAST_CHARGE:
        return Finding(
            "Battery",
            True,
            f"{least}% charged{' and plugged in' if plugged else ''}. Stop it from "
            "sleeping when its lid is closed.",
        )
    return Finding(
        "Battery",
        False,
        f"{least}% charged and not plugged in: that may not last four hours.",
        "Bring the charger, and find a socket near where it will stand.",
    )


def clock(now: datetime.datetime, newest: float) -> Finding:
    """Whether the clock can be right: after everything that was here before."""
    said = f"{now:%A} {now.day} {now:%B %Y, %H:%M}, {now.tzname()}"
    if now.timestamp() + 60 < newest:
        return Finding(
            "Clock",
            False,
            f"It says {said}, which is before files of this machine were made.",
            "Set the clock: codes end and the agenda runs by it.",
        )
    return Finding("Clock", True, f"It says {said}. Compare it with your own.")


def disk(folder: Path) -> Finding:
    """Whether there is room for what a session writes."""
    free = shutil.disk_usage(folder).free
    says = f"{free / 2**30:,.1f} GB free where the data folder is."
    if free < LEAST_FREE:
        return Finding(
            "Disk", False, says, "Free 1 GB at least, or choose another with --home."
        )
    return Finding("Disk", True, says)


def write_speed(folder: Path) -> Finding:
    """How long the machine takes to have an answer safely on its disk."""
    spent = []
    with tempfile.TemporaryFile(dir=folder) as file:
        for _ in range(WRITES):
            began = time.perf_counter()
            file.write(os.urandom(4096))
            file.flush()
            os.fsync(file.fileno())
            spent.append(time.perf_counter() - began)
    usual = median(spent)
    says = f"An answer is on the disk after {1000 * usual:,.1f} ms."
    if usual > SLOW_WRITE:
        return Finding(
            "Write speed",
            False,
            says + " With 28 phones the last would wait for several seconds.",
            "Choose a folder on the laptop's own disk with --home, not a network "
            "drive, a stick or a synchronised folder.",
        )
    return Finding("Write speed", True, says)


def newest_file(folder: Path) -> float:
    """When the newest file was made that was there before: Firstyear's, the data's."""
    known = [Path(firstyear.__file__), *folder.glob("*.sqlite3")]
    return max(one.stat().st_mtime for one in known)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").strip()
    except OSError:
        return ""
