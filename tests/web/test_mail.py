"""Mail goes to the server that the setting names, and its password nowhere else."""

import logging
import socketserver
import threading
from collections.abc import Iterator

import pytest
from django.core import mail
from django.test import Client, override_settings

from firstyear.errors import UsageError
from firstyear_web.config.addresses import mail_settings
from firstyear_web.people.models import User

SENDER = "firstyear@example.org"


class Post(socketserver.StreamRequestHandler):
    """Enough of a mail server to take one mail."""

    def handle(self) -> None:
        self.say("220 ready")
        taking = False
        for raw in self.rfile:
            line = raw.decode().rstrip("\r\n")
            if taking:
                if line == ".":
                    taking = False
                    self.say("250 taken")
                else:
                    self.server.taken.append(line)
            elif line.upper().startswith("EHLO"):
                self.say("250 hello")
            elif line.upper() == "DATA":
                taking = True
                self.say("354 go on")
            elif line.upper() == "QUIT":
                self.say("221 bye")
                return
            else:
                self.server.taken.append(line)
                self.say("250 good")

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


@pytest.fixture
def post() -> Iterator[socketserver.TCPServer]:
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Post) as server:
        server.daemon_threads = True
        server.taken = []
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def ask_for_a_link(address: str, email: str) -> int:
    with override_settings(**mail_settings(address)):
        assert mail.get_connection().__class__.__module__.endswith("smtp")
        answer = Client().post("/accounts/password/reset/", {"email": email})
    return answer.status_code


def test_a_link_goes_out_by_the_mail_server(
    people: dict[str, User], post: socketserver.TCPServer
) -> None:
    port = post.server_address[1]
    email = people["viewer"].email
    status = ask_for_a_link(f"smtp://127.0.0.1:{port}?from={SENDER}", email)
    assert status == 302
    sent = "\n".join(post.taken)
    assert f"mail FROM:<{SENDER}>".lower() in sent.lower()
    assert f"rcpt TO:<{email}>".lower() in sent.lower()
    assert "/accounts/password/reset/key/" in sent.replace("=\n", "")


def test_a_server_that_is_down_tells_the_log_and_not_the_reader(
    people: dict[str, User],
    post: socketserver.TCPServer,
    caplog: pytest.LogCaptureFixture,
) -> None:
    port = post.server_address[1]
    post.shutdown()
    post.server_close()
    email = people["viewer"].email
    with caplog.at_level(logging.ERROR):
        status = ask_for_a_link(
            f"smtp://someone:hush@127.0.0.1:{port}?from={SENDER}", email
        )
    assert status == 302
    assert "could not be sent" in caplog.text
    assert email not in caplog.text
    assert "hush" not in caplog.text


def test_what_an_address_says() -> None:
    found = mail_settings("smtp+tls://us%40example.org:p%40ss%2Fword@mail.example")
    assert found["EMAIL_HOST"] == "mail.example"
    assert found["EMAIL_PORT"] == 587
    assert found["EMAIL_USE_TLS"] is True
    assert found["EMAIL_HOST_USER"] == found["DEFAULT_FROM_EMAIL"] == "us@example.org"
    assert found["EMAIL_HOST_PASSWORD"] == "p@ss/word"
    assert mail_settings("smtps://h?from=a@b.c")["EMAIL_USE_SSL"] is True


@pytest.mark.parametrize(
    "address",
    [
        "mail.example",
        "http://u:hush@mail.example?from=a@b.c",
        "smtp://u:hush@:25?from=a@b.c",
        "smtp://u:hush@mail.example:port?from=a@b.c",
        "smtp://u:hush@mail.example",
        "smtp://u:hush@mail.example?from=a@b.c&more=1",
        "smtp://u:hush@mail.example/box?from=a@b.c",
        "smtp://[u:hush@mail.example?from=a@b.c",
    ],
)
def test_a_wrong_address_is_explained_without_its_password(address: str) -> None:
    with pytest.raises(UsageError) as caught:
        mail_settings(address)
    assert "FIRSTYEAR_MAIL" in str(caught.value)
    assert "hush" not in str(caught.value)
