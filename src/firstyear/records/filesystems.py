"""Files of this machine, and files of an object store by their address.

An address such as `s3://bucket/births/*.parquet` is asked through fsspec; DuckDB reads
it through the same file system, Spark through its own.
"""

from pathlib import Path
from typing import Any, BinaryIO

from firstyear.errors import Fault, InputError, UsageError
from firstyear.records.engines import Engine

SIGNS = "*?["


class Store:
    """Files of this machine."""

    remote = False

    def open(self, name: str) -> BinaryIO:
        """The bytes of a file."""
        return Path(name).open("rb")

    def for_engine(self, name: str) -> str:
        """What the engine calls a file."""
        return name

    def expand(self, given: str, endings: tuple[str, ...]) -> tuple[list[str], str]:
        """The files that a path, pattern or folder means, and where they are."""
        path = Path(given)
        if path.is_dir():
            found = [
                each.as_posix()
                for each in sorted(path.rglob("*"))
                if each.is_file()
                and each.suffix.lower() in endings
                and not _hidden(each.relative_to(path).parts)
            ]
            return found, path.as_posix()
        if path.is_file():
            return [path.as_posix()], path.parent.as_posix()
        if not any(sign in given for sign in SIGNS):
            return [], path.parent.as_posix()
        root = Path(glob_root(path.as_posix()))
        pattern = path.relative_to(root).as_posix()
        found = sorted(each.as_posix() for each in root.glob(pattern) if each.is_file())
        return found, root.as_posix()


class RemoteStore(Store):
    """Files of an object store, through fsspec."""

    remote = True

    def __init__(self, system: Any, protocol: str) -> None:
        self.system = system
        self.protocol = protocol

    def open(self, name: str) -> BinaryIO:
        return self.system.open(name, "rb")

    def expand(self, given: str, endings: tuple[str, ...]) -> tuple[list[str], str]:
        try:
            if "*" in given:
                found, root = self.system.glob(given), glob_root(given)
            elif self.system.isdir(given):
                found, root = self.system.find(given), given
            else:
                found = [given] if self.system.exists(given) else []
                root = given.rpartition("/")[0]
        except Exception as problem:
            raise InputError(
                "An object store cannot be read:",
                [Fault("it does not answer, or does not let us in", file=given)],
            ) from problem
        named = [self.system.unstrip_protocol(each) for each in sorted(found)]
        kept = [
            each
            for each in named
            if each.lower().endswith(endings) and not _hidden(tuple(each.split("/")))
        ]
        return kept, root


def store_of(given: list[str], engine: Engine) -> Store:
    """The store that all of these paths are in. Raises UsageError for a mixture."""
    protocols = {each.partition("://")[0] if "://" in each else "" for each in given}
    if len(protocols) > 1:
        raise UsageError(
            "Give files of one place: all of this machine, or of one store."
        )
    protocol = protocols.pop()
    if not protocol:
        return Store()
    try:
        import fsspec

        system = fsspec.filesystem(protocol)
    except (ImportError, ValueError) as problem:
        raise UsageError(
            f"Nothing here reads {protocol}://: install fsspec and what it names for "
            f"{protocol}."
        ) from problem
    if engine.name == "duckdb" and protocol not in engine.stores:
        engine.connection.register_filesystem(system)
        engine.stores.add(protocol)
    return RemoteStore(system, protocol)


def glob_root(pattern: str) -> str:
    """The folder above the first part of a pattern that has a star or the like."""
    parts = pattern.split("/")
    fixed = next(
        (
            place
            for place, part in enumerate(parts)
            if any(sign in part for sign in SIGNS)
        ),
        len(parts),
    )
    return "/".join(parts[:fixed]) or "."


def _hidden(parts: tuple[str, ...]) -> bool:
    """Names that engines keep for themselves (`_SUCCESS`, `.crc`)."""
    return any(part.startswith(("_", ".")) for part in parts if part)
