"""The QR code of an address."""

from xml.etree import ElementTree

import segno

from firstyear.charts.qr import qr_svg

ADDRESS = "http://192.0.2.7:8000/j/472916"


def test_the_code_is_that_of_the_address_with_its_quiet_edge() -> None:
    drawn = ElementTree.fromstring(qr_svg(ADDRESS))
    side = segno.make(ADDRESS, error="m").symbol_size(border=4)[0]
    assert drawn.get("viewBox") == f"0 0 {side} {side}"
    assert qr_svg(ADDRESS) != qr_svg(f"{ADDRESS}7")
