"""Pictures and page fragments, worked out once for each set of releases.

Everything here is public: it is the same for everybody, so it may be kept. Nothing
that depends on who is signed in goes through this file.
"""

from collections.abc import Callable
from functools import lru_cache
from hashlib import sha256

from django.core.cache import cache

import firstyear
from firstyear.figures import Store
from firstyear.picture.area import AreaPicture, area_picture
from firstyear.picture.region import RegionPicture, region_picture
from firstyear_web.config.store import current_store

A_DAY = 24 * 60 * 60


@lru_cache(maxsize=128)
def _region(store: Store, version: str, code: str, options: tuple) -> RegionPicture:
    return region_picture(store, code, **dict(options))


@lru_cache(maxsize=256)
def _area(store: Store, version: str, code: str, options: tuple) -> AreaPicture:
    return area_picture(store, code, **dict(options))


def kept_region(code: str, **options: object) -> RegionPicture:
    store = current_store()
    return _region(store, store.version, code, _given(options))


def kept_area(code: str, **options: object) -> AreaPicture:
    store = current_store()
    return _area(store, store.version, code, _given(options))


def _given(options: dict[str, object]) -> tuple[tuple[str, object], ...]:
    return tuple(sorted((k, v) for k, v in options.items() if v is not None))


def fragment(name: str, build: Callable[[], str]) -> str:
    """The HTML of a page's body, kept until a release is added or Firstyear changes."""
    version = f"{firstyear.__version__}|{current_store().version}|{name}"
    key = "fragment-" + sha256(version.encode()).hexdigest()
    made = cache.get(key)
    if made is None:
        made = build()
        cache.set(key, made, A_DAY)
    return made
