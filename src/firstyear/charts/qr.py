"""A QR code as a picture, for documents and screens."""

import io

import segno


def qr_svg(address: str) -> str:
    """The QR code of an address as SVG, with the quiet edge that readers need.

    It has no size of its own: it takes that of its place on a page.

    Examples:
        >>> qr_svg("http://192.0.2.1:8000/j/472916").startswith("<svg")
        True
    """
    drawn = io.BytesIO()
    code = segno.make(address, error="m", micro=False)
    code.save(drawn, kind="svg", xmldecl=False, border=4, light="#fff", omitsize=True)
    return drawn.getvalue().decode("utf-8")
