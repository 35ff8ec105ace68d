"""What a code says by itself: the level of an area, and the code of a known name.

The first three characters of a nine-character code of the Office for National
Statistics name the kind of place (ONS code history database). The countries and
regions of England have kept their codes since 2009.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

# What counts of all areas of a set of records together go by.
ALL_AREAS: Final = "all-areas"

_ONS: Final = re.compile(r"[EWSNKJ]\d{8}")
_LEVELS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "K02": "country",
        "K03": "country",
        "K04": "country",
        "J99": "country",
        "E92": "country",
        "W92": "country",
        "S92": "country",
        "N92": "country",
        "E12": "region",
        "E40": "region",  # regions of NHS England
        "E06": "county-unitary",
        "E08": "county-unitary",
        "E09": "county-unitary",
        "E10": "county-unitary",
        "W06": "county-unitary",
        "S12": "county-unitary",
        "N09": "county-unitary",
        "E07": "district",
        "N08": "district",  # the 26 districts of Northern Ireland before 2015
        "E54": "board",
        "W11": "board",
        "S08": "board",
        "E38": "small-area",  # sub-board locations, once clinical groups
        "E01": "small-area",
        "E02": "small-area",
        "E05": "small-area",
        "W01": "small-area",
        "W02": "small-area",
    }
)
# What a code may be made of: pages have it in their address.
CODE: Final = r"[A-Za-z0-9_.:-](?:[A-Za-z0-9_.: -]{0,38}[A-Za-z0-9_.:-])?"
LONGEST_CODE: Final = 40
CODE_PROBLEM: Final = "not a code that pages can have in their address"
CODE_REMEDY: Final = (
    "use letters from A to Z, digits, _ . : - and spaces inside, at most 40 in all"
)
NHS_ENGLAND_REGION: Final = re.compile(r"Y\d{2}")
_PROVIDER: Final = re.compile(r"R[A-Z0-9]{2}|[A-HJ-NPWY]\d{5}")
_NETWORK: Final = re.compile(r"U\d{5}")

# Countries and regions by the name that workbooks print, in capitals.
KNOWN_NAMES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "UNITED KINGDOM": "K02000001",
        "ENGLAND AND WALES": "K04000001",
        # The same figure under a later name: residents and others who died there.
        "ENGLAND, WALES AND ELSEWHERE": "K04000001",
        "ENGLAND": "E92000001",
        "WALES": "W92000004",
        "SCOTLAND": "S92000003",
        "NORTHERN IRELAND": "N92000002",
        "NORTH EAST": "E12000001",
        "NORTH WEST": "E12000002",
        "YORKSHIRE AND THE HUMBER": "E12000003",
        "EAST MIDLANDS": "E12000004",
        "WEST MIDLANDS": "E12000005",
        "EAST": "E12000006",
        "EAST OF ENGLAND": "E12000006",
        "LONDON": "E12000007",
        "SOUTH EAST": "E12000008",
        "SOUTH WEST": "E12000009",
        "INNER LONDON": "E13000001",
        "OUTER LONDON": "E13000002",
        "GREATER MANCHESTER (MET COUNTY)": "E11000001",
        "MERSEYSIDE (MET COUNTY)": "E11000002",
        "SOUTH YORKSHIRE (MET COUNTY)": "E11000003",
        "WEST MIDLANDS (MET COUNTY)": "E11000005",
        "WEST YORKSHIRE (MET COUNTY)": "E11000006",
        "TYNE AND WEAR (MET COUNTY)": "E11000007",
    }
)


def is_code(code: str) -> bool:
    """Whether it can stand for an area: at most 40 letters from A to Z, digits,
    `_ . : -`, and spaces inside.

    Examples
    --------
    >>> from firstyear.figures.area_codes import is_code
    >>> is_code("E08000025"), is_code("ward 7"), is_code("a/b"), is_code("x" * 41)
    (True, True, False, False)
    """
    return re.fullmatch(CODE, code) is not None


def level_of(code: str) -> str:
    """The level a code speaks of, blank where it does not say.

    Examples
    --------
    >>> from firstyear.figures.area_codes import level_of
    >>> level_of("E08000025"), level_of("E07000001"), level_of("RXK"), level_of("?")
    ('county-unitary', 'district', 'provider', '')
    """
    if _ONS.fullmatch(code):
        return _LEVELS.get(code[:3], "")
    if NHS_ENGLAND_REGION.fullmatch(code):
        return "region"
    if _PROVIDER.fullmatch(code):
        return "provider"
    if _NETWORK.fullmatch(code):
        return "small-area"
    return ""
