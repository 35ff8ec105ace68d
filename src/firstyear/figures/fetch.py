"""Download an indicator from Fingertips, and keep what came with its date.

The service is sometimes down, and sometimes answers with a page in place of data.
Whatever came last is kept in the home folder's cache; when the service fails, that is
used, and its date is said.
"""

import datetime
import re
import urllib.parse
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import urllib3

from firstyear.errors import InputError, SourceError, StorageError, UsageError
from firstyear.figures.readers.fingertips import recognises
from firstyear.figures.readers.look import look
from firstyear.figures.writing import replace_file

FINGERTIPS: Final = "https://fingertips.phe.org.uk/api"
CACHE: Final = "cache"
TRIES: Final = 3
TIMEOUT_SECONDS: Final = 60.0
_PIECE: Final = 1 << 16
_DATED: Final = re.compile(r"-(\d{4}-\d{2}-\d{2})\.csv$")


@dataclass(frozen=True)
class Fetched:
    """A file in the cache: where, from where, of which day.

    `problem` says what went wrong with the download where an older file is used.
    """

    path: Path
    address: str
    retrieved: datetime.date
    problem: str = ""

    @property
    def sentence(self) -> str:
        """What people are told."""
        if self.problem:
            return (
                f"{self.problem}. Using what was downloaded on {self.retrieved} "
                "in its place"
            )
        return f"Downloaded from {self.address} on {self.retrieved}"


def fetch_fingertips(
    home: Path | str,
    indicator: str | int,
    area_type: str | int,
    *,
    base: str = FINGERTIPS,
    parent_area_type: str | int = "",
    timeout: float = TIMEOUT_SECONDS,
    tries: int = TRIES,
    wait: float = 1.0,
    today: Callable[[], datetime.date] | None = None,
) -> Fetched:
    """The figures of an indicator for an area type, in the home folder's cache.

    `indicator` and `area_type` are the numbers that Fingertips gives them; `base` is
    another address that answers like it. Read the file with `fy.figures.read`.

    Raises
    ------
    SourceError
        when the download fails and no earlier one is in the cache.
    UsageError
        for an indicator or area type that is not a number.
    StorageError
        when the cache cannot be written.
    """
    for name, number in (("indicator", indicator), ("area type", area_type)):
        if not str(number).isdigit():
            raise UsageError(f"the {name} of Fingertips is a number, not {number!r}")
    day = (today or _today)()
    address = _address(base, indicator, area_type, parent_area_type)
    folder = Path(home) / CACHE
    stem = f"fingertips-{indicator}-{area_type}"
    path = folder / f"{stem}-{day.isoformat()}.csv"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise StorageError(
            f"{folder} cannot be made ({problem.strerror or problem})"
        ) from problem
    try:
        _download(address, path, timeout, tries, wait, f"{indicator} for {area_type}")
    except SourceError as problem:
        earlier = _newest(folder, stem)
        if earlier is None:
            raise
        return Fetched(earlier[1], address, earlier[0], str(problem))
    return Fetched(path, address, day)


def _address(
    base: str, indicator: str | int, area_type: str | int, parent: str | int
) -> str:
    scheme = urllib.parse.urlsplit(base).scheme
    if scheme not in {"http", "https"}:
        raise UsageError(f"{base!r} is not a web address")
    query = {"indicator_ids": str(indicator), "child_area_type_id": str(area_type)}
    if parent != "":
        query["parent_area_type_id"] = str(parent)
    return (
        f"{base.rstrip('/')}/all_data/csv/by_indicator_id?"
        f"{urllib.parse.urlencode(query)}"
    )


def _download(
    address: str, path: Path, timeout: float, tries: int, wait: float, what: str
) -> None:
    """Write the answer to `path`, if it is what it should be."""
    retries = urllib3.Retry(
        total=tries - 1,
        backoff_factor=wait,
        status_forcelist=(429, 500, 502, 503, 504),
        allowed_methods=("GET",),
        raise_on_status=False,
        respect_retry_after_header=False,
    )
    pool = urllib3.PoolManager(retries=retries, timeout=timeout)
    try:
        with (
            replace_file(path) as building,
            pool.request(
                "GET", address, preload_content=False, enforce_content_length=True
            ) as answer,
        ):
            if answer.status != 200:
                raise SourceError(f"{address} answered {answer.status} {answer.reason}")
            with building.open("wb") as out:
                for piece in answer.stream(_PIECE):
                    out.write(piece)
            _check(building, address, what)
    except urllib3.exceptions.HTTPError as problem:
        raise SourceError(_said(problem, address)) from problem
    finally:
        pool.clear()


def _said(problem: Exception, address: str) -> str:
    host = urllib.parse.urlsplit(address).netloc
    cause = getattr(problem, "reason", None) or problem
    if isinstance(problem, urllib3.exceptions.ProtocolError) or isinstance(
        cause, urllib3.exceptions.IncompleteRead
    ):
        return f"The answer of {host} broke off before its end"
    timed_out = isinstance(cause, urllib3.exceptions.TimeoutError)
    if timed_out and not isinstance(cause, urllib3.exceptions.NewConnectionError):
        return f"{host} did not answer in time"
    return f"{host} cannot be reached"


def _check(path: Path, address: str, what: str) -> None:
    host = urllib.parse.urlsplit(address).netloc
    try:
        seen = look(path)
    except InputError as problem:
        if "web page" in str(problem):
            message = f"{host} answered with a web page where data were expected"
        elif "empty" in str(problem):
            message = f"{host} has nothing of indicator {what}"
        else:
            message = f"{host} answered with something else than data"
        raise SourceError(message) from problem
    if not recognises(seen.header):
        raise SourceError(f"{host} answered with something else than Fingertips data")
    with path.open("rb") as stream:
        lines = sum(1 for _ in stream)
        stream.seek(max(0, seen.size - 1))
        whole = stream.read(1) in {b"\n", b"\r"}
    if not whole:
        raise SourceError(f"The answer of {host} broke off in the middle of a row")
    if lines < 2:
        raise SourceError(
            f"{host} has no figures of indicator {what}: see which area types it has "
            "on the indicator's page"
        )


def _newest(folder: Path, stem: str) -> tuple[datetime.date, Path] | None:
    found = [
        (datetime.date.fromisoformat(dated.group(1)), path)
        for path in folder.glob(f"{stem}-*.csv")
        if (dated := _DATED.search(path.name))
        and path.name == f"{stem}-{dated.group(1)}.csv"
    ]
    return max(found, default=None)


def _today() -> datetime.date:
    return datetime.datetime.now(datetime.UTC).date()
