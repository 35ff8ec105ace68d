"""Names of places that do not exist.

Each is a plant, bird or stone joined to an ending that English places have, so that
a page looks as it will with real names in it: short, long, with a comma, with an
accent. None is the name of a council, region or board of England: a test looks.
"""

COUNTRY = "Exampleland"

MIDSHIRE = "Midshire"

# Three columns from west to east, each from north to south, as the tile map has them.
REGIONS = (
    "Farther Fells",
    "Quarryside",
    "Estuary and Isles",
    "Highmoorland",
    MIDSHIRE,
    "Chalkland Vale",
    "Saltmarch",
    "Greenwolds",
    "Lowwater",
)

MIDSHIRE_AREAS = (
    "Plovergate",
    "Quincebridge",
    "Teaselford",
    "Wrenhallow, County of",
    "Medlarstow",
    "Brackenmoss",
    "Sorrelhaven",
    "Upper and Lower Thistlemarch with the Quillwater Hundreds",
    "St Élowyn's Reach",
    "Larkenholt",
    "Damsonwick",
    "Yarrowgarth",
    "Pebblecross",
    "Harebell Forest",
)
FORMER_NAME = "Harebell"

FIRST_PARTS = (
    "Alder",
    "Bilberry",
    "Cinder",
    "Dunlin",
    "Elderflower",
    "Fennel",
    "Gannet",
    "Hazelnut",
    "Ivory",
    "Juniper",
    "Kestrel",
    "Lapwing",
    "Mallow",
    "Nuthatch",
    "Osprey",
    "Pippin",
    "Quillet",
)
LAST_PARTS = (
    "mere",
    "garth",
    "hollow",
    "stow",
    "wick",
    "reach",
    "thwaite",
    "march",
)
QUARTERS = ("North", "South", "East", "West", "Central")


def region_areas(position: int) -> tuple[str, ...]:
    """Names of the areas of the region at `position` in `REGIONS`.

    Midshire's are given. The others join every first part to an ending, another one
    in each region, so that no name comes twice.
    """
    if REGIONS[position] == MIDSHIRE:
        return MIDSHIRE_AREAS
    other = other_regions_before(position)
    return tuple(
        f"{first}{LAST_PARTS[(step + other) % len(LAST_PARTS)]}"
        for step, first in enumerate(FIRST_PARTS)
    )


def other_regions_before(position: int) -> int:
    """How many regions other than Midshire come before this position."""
    return position - (position > REGIONS.index(MIDSHIRE))


def board_names() -> tuple[str, ...]:
    """Names of the forty boards: five for four regions, four for the others."""
    return tuple(
        f"{quarter} {region} Care Board"
        for position, region in enumerate(REGIONS)
        for quarter in QUARTERS[: boards_of(position)]
    )


def boards_of(position: int) -> int:
    """How many boards the region at `position` has."""
    return 5 if position % 2 else 4
