"""Addresses at which other devices reach this machine, found without any traffic."""

import re
import socket
from collections.abc import Iterable
from ipaddress import IPv4Address, IPv4Network, ip_address
from pathlib import Path
from typing import Final

# A hotspot of this machine itself has the address that its system always gives it:
# Windows, NetworkManager on Linux, Internet Sharing on a Mac.
HOTSPOTS: Final = {
    IPv4Address("192.168.137.1"): "Wi-Fi hotspot of Windows",
    IPv4Address("10.42.0.1"): "Wi-Fi hotspot of Linux",
    IPv4Address("192.168.2.1"): "Internet Sharing of a Mac",
}
# Networks inside a machine, of containers and virtual machines: no phone is in them.
INSIDE: Final = ("docker", "br-", "veth", "virbr", "vmnet", "vboxnet", "lo")
# Addresses set aside for examples (RFC 5737): asking the way to them sends nothing.
NOBODY: Final = ("192.0.2.1", "10.255.255.255", "192.168.255.255")
LINUX: Final = Path("/proc/net")


def own_addresses() -> tuple[str, ...]:
    """IPv4 addresses of this machine on a hotspot or a network, the likeliest first.

    Empty where it is on none. Loopback is never among them.
    """
    return ordered([*_by_interface(), *_by_name(), *_by_way_out()])


def ordered(found: Iterable[str]) -> tuple[str, ...]:
    """Addresses that phones may reach, each once: a hotspot's own first, then private.

    Examples:
        >>> ordered(["127.0.0.1", "81.2.69.160", "10.42.0.1", "192.168.1.5"])
        ('10.42.0.1', '192.168.1.5', '81.2.69.160')
    """
    usable = {
        address
        for address in map(ip_address, dict.fromkeys(found))
        if isinstance(address, IPv4Address)
        and not (address.is_loopback or address.is_unspecified or address.is_multicast)
    }
    return tuple(str(one) for one in sorted(usable, key=_likeliness))


def kind_of(address: str) -> str:
    """What kind of network an address is in, in words.

    Examples:
        >>> kind_of("192.168.137.1"), kind_of("172.20.10.4")
        ('Wi-Fi hotspot of Windows', 'phone hotspot')
    """
    plain = IPv4Address(address)
    if plain in HOTSPOTS:
        return HOTSPOTS[plain]
    if plain in IPv4Network("172.20.10.0/28"):
        return "phone hotspot"
    if plain.is_link_local:
        return "network without addresses of its own"
    return "local network" if plain.is_private else "network that others may reach too"


def _likeliness(address: IPv4Address) -> tuple[bool, bool, bool, IPv4Address]:
    return (
        address not in HOTSPOTS,
        address.is_link_local,
        not address.is_private,
        address,
    )


def _by_interface(folder: Path = LINUX) -> list[str]:
    """By the tables of Linux: addresses of its own, and the interface of each network.

    Empty on another system, which has no such tables.
    """
    try:
        local = (folder / "fib_trie").read_text(encoding="ascii")
        routes = (folder / "route").read_text(encoding="ascii").splitlines()[1:]
    except OSError:
        return []
    own = re.findall(r"\|-- (\d+(?:\.\d+){3})\s+/32 host LOCAL", local)
    inside = [
        _network(row[1], row[7])
        for row in (line.split() for line in routes)
        if row and row[0].startswith(INSIDE)
    ]
    return [
        one
        for one in dict.fromkeys(own)
        if not any(IPv4Address(one) in network for network in inside)
    ]


def _network(address: str, mask: str) -> IPv4Network:
    """A network as Linux writes it: hexadecimal, the first byte last."""
    numbers = (int.from_bytes(bytes.fromhex(one), "little") for one in (address, mask))
    first, bits = numbers
    return IPv4Network((first, bits.bit_count()))


def _by_name() -> list[str]:
    """By this machine's own name, which Windows answers with all of its addresses."""
    if LINUX.is_dir():
        return []
    try:
        told = socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)
    except OSError:
        return []
    return [str(one[4][0]) for one in told]


def _by_way_out() -> list[str]:
    """By which address a datagram would leave from; none is sent."""
    found = []
    for nobody in NOBODY:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
            try:
                asked.connect((nobody, 9))
                found.append(str(asked.getsockname()[0]))
            except OSError:  # there is no way out
                continue
    return found
