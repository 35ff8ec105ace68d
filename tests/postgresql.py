"""A real PostgreSQL of one's own, started and stopped where it is needed."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

USER, PASSWORD = "firstyear", "a b@c/d"


class MissingError(Exception):
    """What there is not, on this machine, to run one."""


def programs() -> Path:
    """The folder of PostgreSQL's own programs, the newest there is."""
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    every = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"),
        key=lambda path: int(path.parts[4]),
    )
    if not every:
        raise MissingError("PostgreSQL is not installed")
    return every[-1].parent


def as_another() -> dict[str, int]:
    """PostgreSQL will not run as root: who it runs as then."""
    if os.geteuid():
        return {}
    for name in ("postgres", "nobody"):
        try:
            there = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": there.pw_uid, "group": there.pw_gid}
    raise MissingError("there is no user that PostgreSQL could run as")


@contextmanager
def postgresql(*, durable: bool = False) -> Iterator[str]:
    """The address of an empty database; raises MissingError.

    `durable` has it wait for the disk, as it does where people use it.
    """
    folder = programs()
    if find_spec("psycopg") is None:
        raise MissingError("the driver of PostgreSQL (psycopg) is not installed")
    other = as_another()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    home = Path(tempfile.mkdtemp(prefix="firstyear-postgresql-"))
    secret = home / "password"
    secret.write_text(PASSWORD, encoding="utf-8")
    if other:
        os.chown(home, other["user"], other["group"])
        os.chown(secret, other["user"], other["group"])
    environment = {**os.environ, "LC_ALL": "C", "HOME": str(home)}

    def run(program: str, *options: str) -> None:
        subprocess.run(
            [str(folder / program), *options],
            check=True,
            cwd=home,
            env=environment,
            stdout=subprocess.DEVNULL,
            **other,
        )

    data = str(home / "data")
    try:
        run(
            "initdb", "-D", data, "-U", USER, "-A", "scram-sha-256", "-E", "UTF8",
            f"--pwfile={secret}",
        )  # fmt: skip
        options = f"-p {port} -h 127.0.0.1 -k ''" + ("" if durable else " -F")
        run("pg_ctl", "-D", data, "-w", "-o", options, "-l", f"{home}/log", "start")
        try:
            yield f"postgresql://{USER}:a%20b%40c%2Fd@127.0.0.1:{port}/postgres"
        finally:
            run("pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(home, ignore_errors=True)
