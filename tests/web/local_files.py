"""Local figures with counts that are hidden, told apart by odd numbers of births."""

AREAS = {
    "X06000074": 2113,
    "X06000079": 3109,
    "X06000082": 1913,
    "X06000078": 5107,
    "X06000073": 6101,
    "X06000081": 997,
    "X06000069": 8111,
    "X06000070": 4513,
}
HEADER = "indicator,area,level,period,dimension,category,count,denominator"
CAUSES = ("Congenital anomalies", "Immaturity related conditions", "Infections")
# Deaths of each area by cause. The first three areas are small.
USUAL = {
    "X06000074": (1, 0, 0),
    "X06000079": (2, 0, 0),
    "X06000082": (3, 0, 0),
    "X06000078": (3, 9, 2),
    "X06000073": (8, 3, 11),
    "X06000081": (1, 0, 0),
    "X06000069": (18, 13, 10),
    "X06000070": (6, 5, 6),
}
# The same for whoever sees what is shown: only counts that are hidden differ.
OTHERWISE = USUAL | {"X06000074": (2, 0, 0), "X06000079": (1, 0, 0)}
COUNTRY = (987, 312_345)


def local_csv(deaths: dict[str, tuple[int, int, int]], year: int = 2024) -> bytes:
    """Everyone and by cause, for eight areas and their country."""
    lines = [HEADER]
    for area, births in AREAS.items():
        counts = deaths[area]
        start = f"infant-mortality,{area},county-unitary,{year}"
        lines.append(f"{start},,,{sum(counts)},{births}")
        lines += [
            f"{start},cause,{name},{count},{births}"
            for name, count in zip(CAUSES, counts, strict=True)
        ]
    count, births = COUNTRY
    lines.append(f"infant-mortality,X92000001,country,{year},,,{count},{births}")
    return "\n".join(lines).encode() + b"\n"


SAID = {
    "origin": "local",
    "title": "Registers of Midshire",
    "drawn_from": "registration",
}
