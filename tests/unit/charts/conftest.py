"""Every chart that pages show of the made-up country."""

from collections.abc import Iterator

import pytest

from firstyear.charts import Chart
from firstyear.charts.area_set import (
    falls_chart,
    gap_charts,
    neighbours_chart,
    profile_chart,
    series_chart,
)
from firstyear.charts.indicator_set import indicator_charts
from firstyear.charts.region_set import region_charts
from firstyear.picture import RegionPicture
from firstyear.picture.area import AreaPicture
from firstyear.picture.indicator import IndicatorPicture


def address(code: str) -> str:
    return f"/place/{code}"


def charts_of_area(picture: AreaPicture) -> Iterator[Chart]:
    for series in (picture.pooled, picture.annual):
        if series is not None:
            yield series_chart(picture, series)
    yield from gap_charts(picture)
    for chart in (
        falls_chart(picture),
        profile_chart(picture, address),
        neighbours_chart(picture, address),
    ):
        if chart is not None:
            yield chart


@pytest.fixture(scope="session")
def charts(
    area_pictures: list[AreaPicture],
    region_pictures: list[RegionPicture],
    indicator_pictures: list[IndicatorPicture],
) -> list[Chart]:
    return [
        *(chart for one in region_pictures for chart in region_charts(one, address)),
        *(chart for one in area_pictures for chart in charts_of_area(one)),
        *(
            chart
            for one in indicator_pictures
            for chart in indicator_charts(one, address)
        ),
    ]
