"""Downloads from a service that is up, down, slow, or answers nonsense."""

import datetime
import socket
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from firstyear.errors import SourceError, StorageError, UsageError
from firstyear.figures import fetch_fingertips, read

HEADER = (
    "Indicator ID,Indicator Name,Parent Code,Parent Name,Area Code,Area Name,"
    "Area Type,Sex,Age,Category Type,Category,Time period,Value,Count,Denominator,"
    "Value note\n"
)
ROW = (
    "92196,Infant mortality rate,E92000001,England,E08000025,Birmingham,County & UA,"
    "Persons,<1 yr,,,2018 - 20,7.0,350,50000,\n"
)
Answer = Callable[[BaseHTTPRequestHandler], None]


class Service:
    """A local service; `answers` are given in turn, the last one for ever."""

    def __init__(self) -> None:
        self.answers: list[Answer] = []
        self.asked: list[str] = []
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                service.asked.append(self.path)
                answer = service.answers[0]
                if len(service.answers) > 1:
                    service.answers.pop(0)
                answer(self)

            def log_message(self, *_: object) -> None:
                return

        self._server = HTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()
        self.base = f"http://127.0.0.1:{self._server.server_port}/api"

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()


def send(status: int, body: str, *, length: int | None = None) -> Answer:
    def answer(request: BaseHTTPRequestHandler) -> None:
        data = body.encode()
        request.send_response(status)
        request.send_header("Content-Length", str(length or len(data)))
        request.end_headers()
        request.wfile.write(data)

    return answer


@pytest.fixture
def service() -> Iterator[Service]:
    running = Service()
    yield running
    running.stop()


def day(number: int) -> Callable[[], datetime.date]:
    return lambda: datetime.date(2026, 1, number)


def test_a_download_is_kept_with_its_date(tmp_path: Path, service: Service) -> None:
    service.answers = [send(200, HEADER + ROW)]
    fetched = fetch_fingertips(
        tmp_path, 92196, 402, base=service.base, today=day(1), parent_area_type=15
    )
    assert fetched.path == tmp_path / "cache" / "fingertips-92196-402-2026-01-01.csv"
    assert fetched.retrieved == datetime.date(2026, 1, 1)
    assert fetched.problem == ""
    assert fetched.sentence.startswith("Downloaded from http://127.0.0.1")
    assert read(fetched.path).table["count"].to_pylist() == [350.0]
    asked = urlsplit(service.asked[0])
    assert asked.path == "/api/all_data/csv/by_indicator_id"
    assert parse_qs(asked.query) == {
        "indicator_ids": ["92196"],
        "child_area_type_id": ["402"],
        "parent_area_type_id": ["15"],
    }


def test_a_passing_failure_is_tried_again(tmp_path: Path, service: Service) -> None:
    service.answers = [send(503, ""), send(500, ""), send(200, HEADER + ROW)]
    fetched = fetch_fingertips(tmp_path, 92196, 402, base=service.base, wait=0)
    assert fetched.problem == ""
    assert len(service.asked) == 3


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (send(503, "busy"), "answered 503"),
        (send(404, "none"), "answered 404"),
        (send(200, "<html><body>Sorry</body></html>"), "web page"),
        (send(200, '{"error": "x"}'), "something else than Fingertips data"),
        (send(200, "a;b;c\n1;2;3\n"), "something else than data"),
        (send(200, "a,b\n1,2\n"), "something else than Fingertips data"),
        (send(200, ""), "has nothing of indicator 92196 for 402"),
        (send(200, HEADER), "has no figures of indicator 92196 for 402"),
        (send(200, HEADER + ROW[:40]), "broke off in the middle of a row"),
        (send(200, HEADER + ROW, length=5000), "broke off before its end"),
    ],
)
def test_what_goes_wrong_is_said_clearly(
    tmp_path: Path, service: Service, answer: Answer, message: str
) -> None:
    service.answers = [answer]
    with pytest.raises(SourceError) as caught:
        fetch_fingertips(tmp_path, 92196, 402, base=service.base, wait=0, tries=2)
    assert message in str(caught.value)
    assert list((tmp_path / "cache").iterdir()) == []


def test_a_service_that_is_down(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(SourceError, match="cannot be reached"):
        fetch_fingertips(
            tmp_path, 1, 2, base=f"http://127.0.0.1:{port}", wait=0, tries=1
        )


def test_a_service_that_is_slow(tmp_path: Path, service: Service) -> None:
    waiting = threading.Event()
    service.answers = [lambda _: bool(waiting.wait(5)) and None]
    with pytest.raises(SourceError, match="in time"):
        fetch_fingertips(
            tmp_path, 1, 2, base=service.base, timeout=0.1, tries=1, wait=0
        )
    waiting.set()


def test_what_came_last_is_used_with_its_date(tmp_path: Path, service: Service) -> None:
    service.answers = [send(200, HEADER + ROW)]
    for number in (1, 3):
        fetch_fingertips(tmp_path, 92196, 402, base=service.base, today=day(number))
    other = tmp_path / "cache" / "fingertips-92196-4021-2026-01-09.csv"
    other.write_text("of another area type")
    service.answers = [send(503, "")]
    fetched = fetch_fingertips(
        tmp_path, 92196, 402, base=service.base, today=day(5), wait=0, tries=1
    )
    assert fetched.retrieved == datetime.date(2026, 1, 3)
    assert "answered 503" in fetched.sentence
    assert "downloaded on 2026-01-03" in fetched.sentence


def test_numbers_and_addresses_are_checked(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="indicator"):
        fetch_fingertips(tmp_path, "../etc", 402)
    with pytest.raises(UsageError, match="area type"):
        fetch_fingertips(tmp_path, 1, "x")
    with pytest.raises(UsageError, match="web address"):
        fetch_fingertips(tmp_path, 1, 2, base="file:///etc")


def test_a_cache_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("in the way")
    with pytest.raises(StorageError, match="cannot be made"):
        fetch_fingertips(tmp_path, 1, 2, base="http://127.0.0.1:1")
