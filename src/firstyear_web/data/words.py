"""How releases are spoken of on pages."""

ORIGINS = {
    "published": "Published by an official producer",
    "derived": "Worked out from published figures",
    "local": "Local: from records, an agreement, or a file that was not public",
    "synthetic": "Made up",
}
DRAWN_FROM = {
    "registration": "Registrations of births and deaths",
    "nhs": "NHS records",
    "": "Not known, so the rule that hides most holds",
}
STATES = {
    "suppressed": "hidden",
    "missing": "not given",
    "not-applicable": "with nothing to divide by",
    "not-calculated": "with no rate calculated",
}
LEVELS = {
    "country": "countries",
    "region": "regions",
    "county-unitary": "counties and unitary authorities",
    "district": "districts",
    "board": "integrated care boards",
    "system": "local maternity and neonatal systems",
    "provider": "providers",
    "small-area": "small areas",
    "": "level not said",
}
POLARITIES = {
    "lower-is-better": "Lower is better",
    "higher-is-better": "Higher is better",
    "neutral": "Neither high nor low is better",
}
QUADRANTS = {
    "outcomes": "Outcomes",
    "people-and-places": "People and places",
    "care": "Care",
    "capacity-and-data": "Capacity and data",
}
DOMAINS = {
    "deaths": "Deaths of babies and mothers",
    "birth": "Birth",
    "smoking": "Smoking",
    "mothers-health": "Mothers' health",
    "feeding": "Feeding",
    "antenatal-care": "Care before birth",
    "around-birth": "Care around birth",
    "vaccines": "Vaccines",
    "after-birth": "After birth",
    "capacity": "Staff and beds",
    "wider-conditions": "Wider conditions",
}
SCHEMES = {
    "fingertips": "Fingertips",
    "fingertips-next": "FingertipsNext",
    "ons-sdg": "ONS Sustainable Development Goals",
    "msds": "Maternity Services Data Set",
}
PERIODS = {
    "calendar-year": "Calendar year",
    "financial-year": "Financial year, April to March",
    "point-in-time": "A day",
}


def listed(values: tuple[str, ...] | list[str], names: dict[str, str]) -> str:
    """`("region", "country")` as `regions, countries`."""
    return ", ".join(names.get(each, each) for each in values)


def states(found: dict[str, int]) -> str:
    """`{"missing": 3}` as `3 not given`."""
    return "; ".join(
        f"{rows:,} {STATES.get(state, state)}" for state, rows in sorted(found.items())
    )


def megabytes(size: int) -> str:
    if size < 1024 * 1024:
        return f"{max(1, round(size / 1024)):,} KB"
    return f"{size / 1024 / 1024:,.1f} MB"
