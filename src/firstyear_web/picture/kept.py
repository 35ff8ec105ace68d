"""Pictures and page fragments, worked out once for each set of releases.

Everything here goes by the set of releases that a reader may see: whoever sees the
same ones is shown the same, so it may be kept. Nothing else that depends on who is
signed in goes through this file. A view takes one `Edition` at
its beginning and asks it alone, so that what it keeps goes by the set of releases it
asked for: what a release that lands meanwhile may have mixed in is never shown again.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar, cast

from django.http import HttpRequest
from django.template.loader import render_to_string

import firstyear
from firstyear.figures import Store
from firstyear.picture.area import AreaPicture, area_picture
from firstyear.picture.indicator import IndicatorPicture, indicator_picture
from firstyear.picture.region import RegionPicture, region_picture
from firstyear_web.config.packing import Around, Fragment, KeptAnswer
from firstyear_web.config.store import current_store
from firstyear_web.picture.keep import Keep

# Where the body stands in the frame: what people type is escaped, so never this.
PLACE = "<!-- the kept body -->"

Picture = TypeVar("Picture", RegionPicture, AreaPicture, IndicatorPicture)

_pictures: Keep[RegionPicture | AreaPicture | IndicatorPicture] = Keep(256)
# A page of a whole country is about a megabyte, so these come to 100 at the most.
_fragments: Keep[Fragment] = Keep(100)


@dataclass(frozen=True)
class Edition:
    """The store with the version of its set of releases, as of one request."""

    store: Store
    version: str

    def region(self, code: str, **options: object) -> RegionPicture:
        """The picture of a region, worked out once."""
        return self._picture(region_picture, code, options)

    def area(self, code: str, **options: object) -> AreaPicture:
        """The picture of an area, worked out once."""
        return self._picture(area_picture, code, options)

    def indicator(self, identifier: str, **options: object) -> IndicatorPicture:
        """The picture of an indicator, worked out once."""
        return self._picture(indicator_picture, identifier, options)

    def fragment(self, name: str, build: Callable[[], str]) -> Fragment:
        """The HTML of a page's body, kept until a release is added."""
        key = (firstyear.__version__, self.store.home, self.version, name)
        return _fragments.get(key, lambda: Fragment(build().encode()))

    def _picture(
        self, make: Callable[..., Picture], name: str, options: dict[str, object]
    ) -> Picture:
        given = {key: value for key, value in options.items() if value is not None}
        key = (make, self.store.home, self.version, name, tuple(sorted(given.items())))
        return cast(
            Picture, _pictures.get(key, lambda: make(self.store, name, **given))
        )


def answer(
    request: HttpRequest, body: Fragment, context: dict[str, object]
) -> KeptAnswer:
    """The page around a kept body: the frame is this reader's, the body of all who see
    the same releases."""
    frame = render_to_string(
        "picture/page.html", {**context, "body": PLACE}, request=request
    )
    before, after = frame.split(PLACE)
    return KeptAnswer(Around(before.encode(), body, after.encode()))


def edition() -> Edition:
    """The store as it is now."""
    store = current_store()
    return Edition(store, store.version)
