"""A QR code as a picture that stands in a page."""

import segno
from markupsafe import Markup, escape

QUIET = 4


def qr_svg(text: str, title: str) -> Markup:
    """The code of a text as SVG with a title, dark on white with a quiet zone.

    Examples:
        >>> str(qr_svg("http://192.168.0.2:8000/join/123456", "Join"))[:29]
        '<svg role="img" viewBox="0 0 '
    """
    matrix = segno.make(text, micro=False, error="m").matrix
    side = len(matrix) + 2 * QUIET
    path = "".join(
        f"M{x + QUIET},{y + QUIET}h1v1h-1z"
        for y, row in enumerate(matrix)
        for x, dark in enumerate(row)
        if dark
    )
    return Markup(
        '<svg role="img" viewBox="0 0 {side} {side}" width="180" height="180" '
        'xmlns="http://www.w3.org/2000/svg" shape-rendering="crispEdges">'
        "<title>{title}</title>"
        '<rect width="{side}" height="{side}" fill="#fff"/>'
        '<path fill="#212b32" d="{path}"/></svg>'
    ).format(side=side, title=escape(title), path=path)
