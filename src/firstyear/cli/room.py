"""How phones of a room reach this machine: its address, and a code that leads there."""

import io
import os
from ipaddress import IPv4Address

import segno

from firstyear.cli.network import kind_of, own_addresses
from firstyear.errors import UsageError

NO_NETWORK = (
    "This machine is on no network, so phones cannot reach it. Switch on its Wi-Fi "
    "hotspot, or join the network that the phones are on, and start again. Without "
    "one, run `firstyear serve` and hold the session on this one device: a show of "
    "hands, cards and paper give the same report. `firstyear room-check` says more."
)


def room_settings(given: str | None, port: int) -> tuple[str, dict[str, str]]:
    """The address of the site for phones, and what the site's settings have to say.

    Raises UsageError where there is no address, or none of this form.
    """
    https = os.environ.get("FIRSTYEAR_HTTPS", "no").strip().lower()
    if https in {"yes", "true", "1", "on"}:
        raise UsageError(
            "A room is served on plain http, on a network of its own: take "
            "FIRSTYEAR_HTTPS away first."
        )
    found = own_addresses()
    if given is None and not found:
        raise UsageError(NO_NETWORK)
    address = found[0] if given is None else _checked(given)
    hosts = [os.environ.get("FIRSTYEAR_HOSTS", ""), address, *found]
    site = f"http://{address}:{port}"
    return site, {
        "FIRSTYEAR_ROOM": site,
        "FIRSTYEAR_HOSTS": ",".join(one for one in dict.fromkeys(hosts) if one),
    }


def told_to_the_room(site: str) -> str:
    """What the terminal says: where phones join, as words and as a QR code."""
    address = site.removeprefix("http://").rpartition(":")[0]
    out = io.StringIO()
    segno.make(f"{site}/join", micro=False).terminal(out=out, compact=True)
    return (
        f"Phones join at {site}/join ({kind_of(address)})\n"
        f"{out.getvalue()}"
        "Sign in on this machine only, at the first address. Leave this window open."
    )


def _checked(given: str) -> str:
    try:
        return str(IPv4Address(given.strip()))
    except ValueError:
        raise UsageError(
            f"{given[:60]!r} is not an address such as 192.168.137.1."
        ) from None
