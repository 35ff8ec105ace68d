"""`firstyear demo` and `firstyear serve`: the site on this machine."""

import os
import socket
import sys
import threading
import time
import urllib.error
import urllib.request
import warnings
import webbrowser
from pathlib import Path
from typing import Annotated

import typer

from firstyear import figures
from firstyear.cli import options as o
from firstyear.errors import StorageError, UsageError

LOOPBACK = "127.0.0.1"
EVERYWHERE = "0.0.0.0"  # noqa: S104 - a room is reached over the hotspot
PATIENCE_SECONDS = 60
GRACE_SECONDS = 2

Port = Annotated[
    int, typer.Option("--port", metavar="N", min=1, max=65535, help="The port.")
]


def add_to(app: typer.Typer) -> None:
    app.command()(demo)
    app.command()(serve)
    app.command()(account)


def demo(
    port: Port = 8000,
    no_browser: Annotated[
        bool, typer.Option("--no-browser", help="Do not open a browser.")
    ] = False,
    home: o.Home = None,
) -> None:
    """The site with an obviously made-up region, signed in, on this machine only."""
    folder = o.home_folder(home).resolve()
    _port_free(LOOPBACK, port)
    o.ready_folder(folder)
    store = figures.open(folder)
    if not any(release.origin == "synthetic" for release in store.releases()):
        print("Making up a country with a region called Midshire ...", file=sys.stderr)
        from firstyear.synthetic import publish_region

        publish_region(folder)
    _settings(folder, FIRSTYEAR_DEMO="yes")
    _prepare()
    from firstyear_web.example import ensure_example
    from firstyear_web.people.setup import ensure_demo

    ensure_example(ensure_demo(folder))
    _run(LOOPBACK, port, browser=not no_browser)


def serve(
    port: Port = 8000,
    host: Annotated[
        str, typer.Option("--host", metavar="ADDRESS", help="The address to answer on.")
    ] = LOOPBACK,
    room: Annotated[
        bool,
        typer.Option(
            "--room",
            help="Serve a workshop: phones on the same Wi-Fi or network can join, "
            "and nothing else; signing in works on this machine only.",
        ),
    ] = False,
    room_address: Annotated[
        str | None,
        typer.Option(
            "--room-address",
            metavar="ADDRESS",
            help="This machine's address for phones, where it has several.",
        ),
    ] = None,
    home: o.Home = None,
) -> None:
    """The site with what is loaded, for people with accounts."""
    folder = o.home_folder(home).resolve()
    more: dict[str, str] = {}
    phones = ""
    if room or room_address:
        if host != LOOPBACK:
            raise UsageError("A room is served on every address: leave out --host.")
        from firstyear.cli.room import room_settings

        phones, more = room_settings(room_address, port)
        host = EVERYWHERE
    _port_free(host, port)
    o.ready_folder(folder)
    _settings(folder, FIRSTYEAR_DEMO="no", **more)
    _prepare()
    _run(host, port, browser=False, phones=phones)


def account(
    email: Annotated[
        str, typer.Argument(metavar="EMAIL", help="E-mail address, used to sign in.")
    ],
    name: Annotated[
        str, typer.Option("--name", metavar="NAME", help="The name others see.")
    ],
    home: o.Home = None,
) -> None:
    """Make the first administrator; the password is asked for, never shown."""
    password = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    folder = o.home_folder(home).resolve()
    o.ready_folder(folder)
    _settings(folder, FIRSTYEAR_DEMO="no")
    _prepare()
    from firstyear_web.people.setup import create_administrator

    create_administrator(email, display_name=name, password=password)
    print(f"{email} can sign in now and is an administrator.")


def site_check(folder: Path) -> str:
    """What the check verb says of the site; StorageError where it is not ready."""
    from firstyear_web.design.assets import missing_assets

    missing = missing_assets()
    if missing:
        raise StorageError(
            f"Built assets are missing ({', '.join(missing)}): run `make assets`."
        )
    return "assets are in place"


def _settings(folder: Path, **more: str) -> None:
    os.environ["FIRSTYEAR_HOME"] = str(folder)
    os.environ.update(more)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "firstyear_web.config.settings")


def _prepare() -> None:
    import django

    django.setup()
    from firstyear_web.config.database import migrate
    from firstyear_web.workshops.actions import end_in_time

    migrate()
    end_in_time()


def _port_free(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        if os.name == "posix":  # elsewhere this would share a port that is in use
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as problem:
            raise UsageError(
                f"Port {port} of {host} cannot be used ({problem.strerror}): choose "
                "another with --port."
            ) from None


def _run(host: str, port: int, *, browser: bool, phones: str = "") -> None:
    import uvicorn

    # Static files are read in pieces, which Django points out at every one of them.
    warnings.filterwarnings("ignore", message="StreamingHttpResponse must consume")
    shown = LOOPBACK if host in (EVERYWHERE, "::") else host
    address = f"http://{shown}:{port}/"
    waiting = threading.Thread(
        target=_announce, args=(address, browser, phones), daemon=True
    )
    waiting.start()
    uvicorn.run(
        "firstyear_web.config.asgi:application",
        host=host,
        port=port,
        log_level="warning",
        lifespan="off",
        # Screens of a room listen for ever: they are not waited for.
        timeout_graceful_shutdown=GRACE_SECONDS,
        # The site asks for the client's address: only a proxy here may state another.
        forwarded_allow_ips=LOOPBACK if os.environ.get("FIRSTYEAR_HTTPS") else "",
        proxy_headers=bool(os.environ.get("FIRSTYEAR_HTTPS")),
    )


def _announce(address: str, browser: bool, phones: str) -> None:
    """Say the address once the site answers there."""
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"{address}healthz", timeout=5):  # noqa: S310
                break
        except urllib.error.HTTPError as problem:
            print(
                f"The site is not well ({problem}): see `firstyear check`.",
                file=sys.stderr,
            )
            break
        except OSError:
            time.sleep(0.1)
    else:
        print("The site has not answered within a minute.", file=sys.stderr)
        return
    print(f"Firstyear is running at {address}", flush=True)
    if phones:
        from firstyear.cli.room import told_to_the_room

        print(told_to_the_room(phones), flush=True)
    if browser:
        webbrowser.open(address)
