"""Whether other devices reach this machine, or a firewall keeps them out."""

import socket
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer

from firstyear.cli.room_findings import ONE_DEVICE, Finding


class _Door(HTTPServer):
    """Opened for the check only; knows who has called."""

    def __init__(self, number: int) -> None:
        self.callers: list[str] = []
        super().__init__(("", number), _Caller)

    def handle_error(self, request: object, client_address: object) -> None:
        """A phone that goes away half way is no fault of anybody's."""


class _Caller(BaseHTTPRequestHandler):
    """Says that it was reached, and remembers from where."""

    def do_GET(self) -> None:
        if isinstance(self.server, _Door):
            self.server.callers.append(self.client_address[0])
        body = b"This phone reaches the laptop. It will do on the day.\n"
        self.send_response(200)
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Nothing is logged."""


def firewall(found: tuple[str, ...], number: int, *, wait: int = 0) -> Finding:
    """Whether the machine is reached at its own address, and by a phone in `wait` s.

    A machine reaches itself even through many a firewall, so only a phone can tell
    for sure.
    """
    if not found:
        return Finding("Firewall", None, "There is no address to try.")
    try:
        server = _Door(number)
    except OSError:
        return Finding("Firewall", None, "The port is not free, so it was not tried.")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        if not _reached(found[0], number):
            return Finding(
                "Firewall",
                False,
                f"This machine does not reach itself at {found[0]}, port {number}: a "
                "firewall keeps it out.",
                "Allow Python (or this port) on private networks in the firewall, or "
                "ask whoever looks after this laptop. " + ONE_DEVICE,
            )
        if wait:
            return _phone_came(server.callers, found, number, wait)
    finally:
        server.shutdown()
        server.server_close()
    return Finding(
        "Firewall",
        True,
        "This machine reaches itself there. A firewall may still keep phones out: look "
        f"again with --phone, and open http://{found[0]}:{number}/ on one.",
    )


def _reached(host: str, number: int) -> bool:
    try:
        with socket.create_connection((host, number), timeout=5) as asked:
            asked.sendall(b"GET / HTTP/1.0\r\n\r\n")
            said = b""
            while piece := asked.recv(1024):
                said += piece
            return said.startswith(b"HTTP/")
    except OSError:
        return False


def _phone_came(
    callers: list[str], own: tuple[str, ...], number: int, wait: int
) -> Finding:
    print(
        f"Open http://{own[0]}:{number}/ on a phone. Waiting {wait} seconds ...",
        file=sys.stderr,
    )
    until = time.monotonic() + wait
    while time.monotonic() < until:
        if any(one not in own and not one.startswith("127.") for one in callers):
            return Finding("Firewall", True, "A phone has reached this machine.")
        time.sleep(0.2)
    return Finding(
        "Firewall",
        False,
        "No phone has reached this machine.",
        "Allow Python on private networks in the firewall; see that the phone is on "
        "the same network, and that it does not keep its devices apart (guest "
        "networks often do). " + ONE_DEVICE,
    )
