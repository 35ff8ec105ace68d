"""Compressed answers, whose kept part is compressed once and not at every view.

A page of a whole country is over a megabyte, nearly all of it a fragment that is kept.
Compressing that takes longer than everything else in a warm view, so the fragment is
kept compressed too, as a stretch of deflate that refers to nothing before it (RFC
1951; ended by a full flush, so that it stops at a whole byte). An answer to a browser
that takes gzip is then: the frame's beginning, the stretch, the frame's end.
"""

import secrets
import struct
import zlib
from dataclasses import dataclass
from functools import cached_property

from django.http import HttpRequest, HttpResponse
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_vary_headers
from django.utils.regex_helper import _lazy_re_compile

LEVEL = 6
TAKES_GZIP = _lazy_re_compile(r"\bgzip\b")
HAS_NAME = 8
MOST_RANDOM_BYTES = 100


@dataclass(frozen=True)
class Fragment:
    """A part of a page that many views share, as bytes and compressed."""

    data: bytes

    @cached_property
    def packed(self) -> bytes:
        """The data as deflate that can stand between other stretches of it."""
        return stretch(self.data, zlib.Z_FULL_FLUSH)


@dataclass(frozen=True)
class Around:
    """Where a kept fragment stands in an answer."""

    before: bytes
    fragment: Fragment
    after: bytes

    @property
    def content(self) -> bytes:
        return self.before + self.fragment.data + self.after

    @property
    def size(self) -> int:
        return len(self.before) + len(self.fragment.data) + len(self.after)


def stretch(data: bytes, end: int) -> bytes:
    """Raw deflate of `data`, ended as `end` says (`Z_FULL_FLUSH` or `Z_FINISH`)."""
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush(end)


def packed_answer(around: Around) -> bytes:
    """The answer as one gzip member (RFC 1952), with the fragment's kept stretch.

    Examples:
        >>> import gzip
        >>> page = Around(b"<html>", Fragment(b"babies" * 99), b"</html>")
        >>> gzip.decompress(packed_answer(page)) == page.content
        True
    """
    # A name of random length, as Django's own middleware gives: the size of an
    # answer then tells nothing of what is in it.
    name = secrets.token_hex(secrets.randbelow(MOST_RANDOM_BYTES // 2)).encode()
    check = zlib.crc32(around.before)
    check = zlib.crc32(around.fragment.data, check)
    check = zlib.crc32(around.after, check)
    return b"".join(
        (
            struct.pack("<3sBLBB", b"\x1f\x8b\x08", HAS_NAME, 0, 0, 255),
            name + b"\0",
            stretch(around.before, zlib.Z_FULL_FLUSH),
            around.fragment.packed,
            stretch(around.after, zlib.Z_FINISH),
            struct.pack("<LL", check, around.size & 0xFFFFFFFF),
        )
    )


class KeptAnswer(HttpResponse):
    """An answer that knows which stretch of it is kept."""

    def __init__(self, around: Around) -> None:
        super().__init__(around.content)
        self.around = around


class PackAnswers(GZipMiddleware):
    """Django's compression, with kept fragments left as they were compressed."""

    def process_response(
        self, request: HttpRequest, response: HttpResponse
    ) -> HttpResponse:
        if response.get("Content-Type", "").startswith("text/event-stream"):
            return response  # a packer would hold events back until it has many
        around = getattr(response, "around", None)
        if (
            around is None
            or len(response.content) != around.size
            or response.has_header("Content-Encoding")
            or not TAKES_GZIP.search(request.META.get("HTTP_ACCEPT_ENCODING", ""))
        ):
            return super().process_response(request, response)
        patch_vary_headers(response, ("Accept-Encoding",))
        response.content = packed_answer(around)
        response.headers["Content-Encoding"] = "gzip"
        response.headers["Content-Length"] = str(len(response.content))
        return response
