"""`firstyear room-check`: run the day before, where the session will be."""

import datetime
from typing import Annotated

import typer

from firstyear.cli import options as o
from firstyear.cli import room_findings as looks
from firstyear.cli.network import own_addresses
from firstyear.cli.room_findings import Finding
from firstyear.cli.room_firewall import firewall
from firstyear.errors import CheckFailed

WORDS = {True: "good", False: "not good", None: "cannot tell"}
ONE_DEVICE = "One device"
MODES = {
    "Phones": "everybody answers on their own: needs an address that phones reach.",
    "Shared tablets": "two or three go round: needs the same, from fewer devices.",
    ONE_DEVICE: "hands, cards or paper, keyed in here with `firstyear serve`: needs no "
    "network, for laptops that may not serve and rooms without phones.",
}


def add_to(app: typer.Typer) -> None:
    app.command("room-check")(room_check)


def room_check(
    port: Annotated[
        int,
        typer.Option("--port", metavar="N", min=1, max=65535, help="The port."),
    ] = 8000,
    phone: Annotated[
        bool,
        typer.Option("--phone", help="Wait two minutes for a phone to reach it."),
    ] = False,
    home: o.Home = None,
) -> None:
    """Whether this machine can serve a workshop: run it in the room, the day before."""
    folder = o.ready_folder(o.home_folder(home).resolve())
    own = own_addresses()
    free = looks.port(port)
    found = [
        looks.address(own),
        looks.interface(),
        free,
        firewall(own, port, wait=120 if phone else 0),
        looks.battery(),
        looks.clock(datetime.datetime.now().astimezone(), looks.newest_file(folder)),
        looks.disk(folder),
        looks.write_speed(folder),
    ]
    print("\n".join(told(found)))
    bad = [one.name.lower() for one in found if one.good is False]
    if bad:
        raise CheckFailed(f"Not ready to serve a room: {', '.join(bad)}.")


def told(found: list[Finding]) -> list[str]:
    """What was found, a line each, and the modes that are open."""
    lines = []
    for one in found:
        lines.append(f"{one.name}: {WORDS[one.good]}. {one.says}")
        if one.good is False:
            lines.append(f"  Instead: {one.instead}")
    lines.append("")
    reach = all(
        one.good is not False for one in found if one.name in ("Address", "Firewall")
    )
    for name, needs in MODES.items():
        can = reach or name == ONE_DEVICE
        lines.append(f"{name}, {'possible' if can else 'not as it stands'}: {needs}")
    return lines
