"""What is kept is made once, whoever asks meanwhile; failures are not kept."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from time import sleep

import pytest

from firstyear_web.picture.keep import Keep


def test_many_at_once_wait_for_one_maker() -> None:
    keep: Keep[int] = Keep(4)
    together = Barrier(8)
    made: list[int] = []

    def make() -> int:
        sleep(0.05)
        made.append(1)
        return 7

    def ask(_: int) -> int:
        together.wait()
        return keep.get("page", make)

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(ask, range(8))) == [7] * 8
    assert made == [1]


def test_the_oldest_goes_first_and_asking_keeps_young() -> None:
    keep: Keep[str] = Keep(2)
    keep.get("a", lambda: "a1")
    keep.get("b", lambda: "b1")
    keep.get("a", lambda: "a2")
    keep.get("c", lambda: "c1")
    assert keep.get("a", lambda: "a3") == "a1"
    assert keep.get("b", lambda: "b2") == "b2"


def test_a_failure_is_tried_again() -> None:
    keep: Keep[int] = Keep(2)

    def fail() -> int:
        raise ValueError("not now")

    with pytest.raises(ValueError, match="not now"):
        keep.get("x", fail)
    assert keep.get("x", lambda: 3) == 3
