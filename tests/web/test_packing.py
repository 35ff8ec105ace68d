"""Compressed answers are the answers: by Python's own gunzip, byte for byte."""

import gzip
import random
import zlib

import pytest
from django.test import Client

from firstyear.figures import Release
from firstyear_web.config.packing import Around, Fragment, packed_answer


@pytest.mark.parametrize("size", [0, 1, 70_000, 1_500_000])
def test_a_packed_answer_unpacks_to_its_parts(size: int) -> None:
    body = random.Random(size).randbytes(size // 2) + b"babies " * (size // 14)
    around = Around(b"<html>\xe2\x80\x93", Fragment(body), b"</html>")
    for _ in range(3):
        assert gzip.decompress(packed_answer(around)) == around.content
    assert around.size == len(around.content)


def test_a_browser_that_reads_bit_by_bit_gets_it_too() -> None:
    around = Around(b"a" * 500, Fragment(b"b" * 5000), b"c" * 500)
    reader = zlib.decompressobj(zlib.MAX_WBITS | 16)
    packed = packed_answer(around)
    read = b"".join(reader.decompress(packed[i : i + 7]) for i in range(0, 9999, 7))
    assert read == around.content
    assert reader.eof
    assert reader.unused_data == b""


def test_the_kept_stretch_is_compressed_once() -> None:
    fragment = Fragment(b"the same body " * 1000)
    first = fragment.packed
    packed_answer(Around(b"<html>", fragment, b"</html>"))
    assert fragment.packed is first


def test_answers_of_one_page_differ_in_length() -> None:
    around = Around(b"<html>", Fragment(b"body " * 100), b"</html>")
    assert len({len(packed_answer(around)) for _ in range(60)}) > 5


@pytest.mark.parametrize(
    "address",
    [
        "/region/X12000005",
        "/area/X06000069",
        "/indicator/smoking-at-delivery",
        "/glossary/",
    ],
)
def test_a_page_is_the_same_packed_and_plain(
    address: str, client: Client, region: Release
) -> None:
    plain = client.get(address)
    for _ in range(2):
        packed = client.get(address, HTTP_ACCEPT_ENCODING="gzip, deflate")
        assert packed.headers["Content-Encoding"] == "gzip"
        assert "Accept-Encoding" in packed.headers["Vary"]
        assert int(packed.headers["Content-Length"]) == len(packed.content)
        assert gzip.decompress(packed.content) == plain.content
    assert "Content-Encoding" not in plain.headers
    assert len(packed.content) < len(plain.content) / 3
