"""What is true of each place: how its deaths compare, and since when.

These are the answers that the figures hide in chance. They go into `truths.json`,
which nothing that loads figures ever reads.
"""

from dataclasses import dataclass

from firstyear.synthetic import names

FIRST_YEAR = 2004
LAST_YEAR = 2023
YEARS = tuple(range(FIRST_YEAR, LAST_YEAR + 1))

# The year from which a code and a name are new, to show what a change does.
CODE_CHANGE = 2019


@dataclass(frozen=True)
class Story:
    """One area's truth.

    `kind` says what it is there to show: `high`, `newly-high`, `left` (high once),
    `above` and `near-miss` (a little above), `same` (the country's rate), `low`,
    `small`, `before-24-weeks`, `code-change`, or `mix` (whatever its families give).
    `ratio` is its rate of infant deaths over the country's in the years from
    `since` to `until`; it is the country's in other years. None leaves the area to
    what its mix of families gives. `preterm_share` is how much of the logarithm of
    the ratio comes from more births before 37 weeks, the rest from rates at the
    same length of pregnancy. With `before_24` it comes from births before 24 weeks.
    """

    kind: str
    births: float
    ratio: float | None = None
    since: int = FIRST_YEAR
    until: int = LAST_YEAR
    preterm_share: float = 0.5
    before_24: bool = False
    deprivation: float | None = None


MIDSHIRE_STORIES = dict(
    zip(
        names.MIDSHIRE_AREAS,
        (
            Story("high", 13_500, 1.6, preterm_share=0.6, deprivation=1.1),
            Story("high", 8_200, 1.45, deprivation=0.9),
            Story("high", 7_400, 1.4, preterm_share=0.3, deprivation=0.8),
            Story("near-miss", 8_200, 1.12, deprivation=-0.1),
            Story("newly-high", 7_000, 1.5, since=2018, deprivation=0.6),
            Story("left", 6_800, 1.5, until=2011, deprivation=0.5),
            Story("near-miss", 4_200, 1.15, deprivation=0.2),
            Story("low", 7_000, 0.7, deprivation=-0.9),
            Story("small", 300, 1.0, deprivation=-0.3),
            Story(
                "before-24-weeks",
                6_500,
                1.4,
                preterm_share=1.0,
                before_24=True,
                deprivation=0.1,
            ),
            Story("same", 3_100, 1.0, deprivation=0.0),
            Story("same", 2_600, 1.0, deprivation=0.3),
            Story("mix", 3_600, deprivation=0.7),
            Story("code-change", 2_900, 1.2, deprivation=0.4),
        ),
        strict=True,
    )
)

# Other regions: the areas that stand out in each, and how many places on from the
# region before it they are, so that the same names do not stand out everywhere.
STEP = 3
STANDING_OUT = (
    (
        Story("high", 6_800, 1.4, deprivation=0.9),
        Story("near-miss", 6_000, 1.12, deprivation=0.2),
    ),
    (
        Story("high", 7_500, 1.5, preterm_share=0.7, deprivation=1.0),
        Story("above", 5_000, 1.25, deprivation=0.4),
    ),
    (
        Story("high", 7_000, 1.42, deprivation=0.8),
        Story("near-miss", 5_000, 1.1, deprivation=0.1),
    ),
    (
        Story("high", 8_500, 1.45, since=2008, preterm_share=0.4, deprivation=0.9),
        Story("left", 6_500, 1.45, until=2012, deprivation=0.5),
    ),
    (
        Story("high", 6_500, 1.5, since=2010, deprivation=0.7),
        Story("near-miss", 6_000, 1.1, deprivation=0.0),
    ),
    (
        Story("newly-high", 6_500, 1.5, since=2017, deprivation=0.4),
        Story("small", 420, 1.0, deprivation=-0.2),
    ),
    (
        Story("high", 6_800, 1.4, deprivation=0.6),
        Story("high", 7_500, 1.55, deprivation=1.0),
    ),
    (
        Story("low", 7_000, 0.7, deprivation=-1.0),
        Story("above", 5_500, 1.22, deprivation=0.3),
    ),
)
# The places of each other region whose rate is the country's in every year.
SAME_PLACES = (4, 6, 8, 10, 12)


def story_of(region: int, place: int, births: float) -> Story:
    """The story of the area at `place` in the region at `region`.

    `births` is used where the story does not say how many a year.
    """
    if names.REGIONS[region] == names.MIDSHIRE:
        return MIDSHIRE_STORIES[names.MIDSHIRE_AREAS[place]]
    other = names.other_regions_before(region)
    turned = (place - STEP * other) % len(names.FIRST_PARTS)
    if turned < len(STANDING_OUT[other]):
        return STANDING_OUT[other][turned]
    if turned in SAME_PLACES:
        return Story("same", births, 1.0)
    return Story("mix", births)
