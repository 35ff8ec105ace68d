"""The picture: what figures say of a region and its areas, worked out once.

Pages, documents and the command line all show these results, so that they agree.
"""

from firstyear.picture.grid import Grid, read_grid
from firstyear.picture.region import RegionPicture, region_picture
from firstyear.picture.results import Number, Place, Span, Standing

__all__ = [
    "Grid",
    "Number",
    "Place",
    "RegionPicture",
    "Span",
    "Standing",
    "read_grid",
    "region_picture",
]
