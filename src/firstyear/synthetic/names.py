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

    Midshire's are given; another region's share an ending, 17 first parts with it.
    """
    if REGIONS[position] == MIDSHIRE:
        return MIDSHIRE_AREAS
    middle = REGIONS.index(MIDSHIRE)
    ending = LAST_PARTS[position if position < middle else position - 1]
    return tuple(f"{first}{ending}" for first in FIRST_PARTS)


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
