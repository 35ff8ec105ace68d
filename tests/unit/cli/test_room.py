"""The day before and the day: `room-check`, and the address of `serve --room`."""

import datetime
import subprocess
import sys
import threading
from http.server import HTTPServer
from pathlib import Path

import pytest

from firstyear.cli import network, room_check, room_findings, room_firewall
from firstyear.cli.network import kind_of, ordered, own_addresses
from firstyear.cli.room import room_settings, told_to_the_room
from firstyear.cli.room_firewall import firewall
from firstyear.errors import UsageError
from tests.browser.server import free_port

LONDON = datetime.timezone(datetime.timedelta(hours=1), "BST")


def test_a_hotspot_of_its_own_comes_first() -> None:
    found = ordered(
        ["169.254.3.4", "127.0.0.1", "0.0.0.0", "81.2.69.160", "10.1.2.3",
         "192.168.137.1", "10.1.2.3", "::1"]
    )  # fmt: skip
    assert found == ("192.168.137.1", "10.1.2.3", "81.2.69.160", "169.254.3.4")
    assert kind_of("10.42.0.1") == "Wi-Fi hotspot of Linux"
    assert kind_of("81.2.69.160") == "network that others may reach too"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks Linux")
def test_addresses_are_those_the_system_tells() -> None:
    done = subprocess.run(
        [sys.executable, "-c",
         "from firstyear.cli.network import own_addresses; print(*own_addresses())"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "127.0.0.1" not in done.stdout.split()
    routes = Path("/proc/net/fib_trie").read_text("utf-8")
    assert all(one in routes for one in done.stdout.split())


TRIE = """\
Main:
  +-- 0.0.0.0/0 3 0 5
     +-- 10.42.0.0/24 2 0 1
        |-- 10.42.0.0
           /24 link UNICAST
        |-- 10.42.0.1
           /32 host LOCAL
     |-- 127.0.0.1
        /32 host LOCAL
     |-- 172.17.0.1
        /32 host LOCAL
"""
ROUTES = (
    "Iface Destination Gateway Flags RefCnt Use Metric Mask MTU Window IRTT\n"
    "docker0 000011AC 00000000 0001 0 0 0 0000FFFF 0 0 0\n"
    "wlan0 00002A0A 00000000 0001 0 0 0 00FFFFFF 0 0 0\n"
)


def test_a_machine_inside_this_one_is_no_network_of_phones(tmp_path: Path) -> None:
    assert network._by_interface(tmp_path) == []
    (tmp_path / "fib_trie").write_text(TRIE, encoding="ascii")
    (tmp_path / "route").write_text(ROUTES, encoding="ascii")
    assert network._by_interface(tmp_path) == ["10.42.0.1", "127.0.0.1"]


def test_without_a_way_out_there_are_no_addresses(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("firstyear.cli.network._by_interface", list)
    monkeypatch.setattr("firstyear.cli.network.NOBODY", ("127.0.0.1",))
    assert own_addresses() == ()


def test_settings_of_a_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("firstyear.cli.room.own_addresses", lambda: ("10.42.0.1",))
    monkeypatch.setenv("FIRSTYEAR_HOSTS", "known.example")
    site, more = room_settings(None, 8123)
    assert site == more["FIRSTYEAR_ROOM"] == "http://10.42.0.1:8123"
    assert more["FIRSTYEAR_HOSTS"] == "known.example,10.42.0.1"
    assert room_settings("192.168.1.9", 80)[0] == "http://192.168.1.9:80"
    told = told_to_the_room(site)
    assert told.startswith("Phones join at http://10.42.0.1:8123/join (Wi-Fi hotspot")
    assert "█" in told


def test_no_network_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("firstyear.cli.room.own_addresses", tuple)
    with pytest.raises(UsageError, match="one device"):
        room_settings(None, 8000)
    with pytest.raises(UsageError, match="is not an address"):
        room_settings("the hall", 8000)
    monkeypatch.setenv("FIRSTYEAR_HTTPS", "yes")
    with pytest.raises(UsageError, match="FIRSTYEAR_HTTPS"):
        room_settings("192.168.1.9", 8000)


def test_a_room_and_a_host_do_not_go_together(run, tmp_path: Path) -> None:
    ran = run("serve", "--room", "--host", "10.0.0.1", "--home", str(tmp_path))
    assert ran.code == 2
    assert "--host" in ran.err


def _supply(folder: Path, **says: str) -> None:
    folder.mkdir(parents=True)
    for name, text in says.items():
        (folder / name).write_text(text + "\n", encoding="ascii")


def test_battery(tmp_path: Path) -> None:
    assert room_findings.battery(tmp_path / "none").good is None
    _supply(tmp_path / "AC", type="Mains", online="0")
    assert room_findings.battery(tmp_path).good is None
    _supply(tmp_path / "mouse", type="Battery", capacity="3", scope="Device")
    _supply(tmp_path / "BAT0", type="Battery", capacity="60")
    low = room_findings.battery(tmp_path)
    assert low.good is False
    assert "60%" in low.says
    assert "charger" in low.instead
    (tmp_path / "AC" / "online").write_text("1", encoding="ascii")
    assert room_findings.battery(tmp_path).good is True


def test_interfaces(tmp_path: Path) -> None:
    assert room_findings.interface(tmp_path / "none").good is None
    _supply(tmp_path / "lo", operstate="unknown")
    assert room_findings.interface(tmp_path).good is False
    _supply(tmp_path / "eth0", operstate="up")
    assert room_findings.interface(tmp_path).good is None
    _supply(tmp_path / "wlan0", operstate="up")
    (tmp_path / "wlan0" / "wireless").mkdir()
    found = room_findings.interface(tmp_path)
    assert found.good is True
    assert "wlan0" in found.says


def test_clock_disk_and_writing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = datetime.datetime(2027, 5, 14, 9, 30, tzinfo=LONDON)
    assert room_findings.clock(now, now.timestamp() - 5).good is True
    behind = room_findings.clock(now, now.timestamp() + 3600)
    assert behind.good is False
    assert "Friday 14 May 2027, 09:30, BST" in behind.says
    assert room_findings.disk(tmp_path).good is True
    assert room_findings.write_speed(tmp_path).good is True
    monkeypatch.setattr(room_findings, "LEAST_FREE", 2**60)
    monkeypatch.setattr(room_findings, "SLOW_WRITE", 0)
    assert room_findings.disk(tmp_path).good is False
    assert room_findings.write_speed(tmp_path).good is False


def test_firewall_and_port() -> None:
    number = free_port()
    assert room_findings.port(number).good is True
    assert firewall((), number).good is None
    assert firewall(("127.0.0.1",), number).good is True
    with HTTPServer(("127.0.0.1", 0), room_firewall._Caller) as busy:
        taken = busy.server_address[1]
        assert room_findings.port(taken).good is False
        assert firewall(("127.0.0.1",), taken).good is None


def test_a_firewall_in_the_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room_firewall, "_reached", lambda host, number: False)
    found = firewall(("127.0.0.1",), free_port())
    assert found.good is False
    assert "this one device" in found.instead


def test_only_a_phone_counts_as_a_phone(monkeypatch: pytest.MonkeyPatch) -> None:
    came: list[str] = ["127.0.0.1", "10.42.0.1"]
    own = ("10.42.0.1",)
    assert room_firewall._phone_came(came, own, 1, 0).good is False
    threading.Timer(0.3, came.append, ["10.42.0.7"]).start()
    assert room_firewall._phone_came(came, own, 1, 10).good is True


def test_the_verb_says_each_and_leaves_with_1_where_one_is_bad(
    run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room_check, "own_addresses", lambda: ("127.0.0.1",))
    for look in ("battery", "interface"):
        monkeypatch.setattr(
            room_findings, look,
            lambda look=look: room_findings.Finding(look.title(), None, "Not told."),
        )  # fmt: skip
    options = ("--port", str(free_port()), "--home", str(tmp_path))
    ran = run("room-check", *options)
    assert ran.code == 0, ran.err
    assert "Address: good." in ran.out
    assert "Battery: cannot tell. Not told." in ran.out
    assert "Phones, possible:" in ran.out
    monkeypatch.setattr(room_check, "own_addresses", tuple)
    ran = run("room-check", *options)
    assert ran.code == 1
    assert "address" in ran.err
    assert "Instead: Switch on" in ran.out
    assert "Phones, not as it stands" in ran.out
    assert "One device, possible" in ran.out
