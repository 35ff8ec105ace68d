"""What the start page says: what this is, the headline, where to look first."""

from dataclasses import dataclass

from django.conf import settings

from firstyear.errors import FirstyearError
from firstyear.figures import Store
from firstyear.picture.geography import atlas
from firstyear.picture.look_first import RULE
from firstyear.picture.region import MAIN_OUTCOME
from firstyear.picture.region_words import facts, headline, source_sentence
from firstyear.picture.results import Fact, LookFirst, Place
from firstyear_web.picture.kept import kept_region


@dataclass(frozen=True)
class StartPage:
    """`region` is None where nothing is loaded yet; `problem` says what is missing."""

    region: Place | None
    headline: str
    facts: tuple[Fact, ...]
    first: tuple[LookFirst, ...]
    rule: str
    sources: str
    regions: tuple[tuple[str, tuple[Place, ...]], ...]
    problem: str


def home_region(store: Store, user: object) -> Place | None:
    """The reader's own region: their organisation's, else the setting's, else the only one.

    Where several countries are loaded, the one with published figures comes first.
    """
    known = atlas(store)
    organisation = getattr(user, "organisation", None)
    for code in (getattr(organisation, "area", ""), settings.FIRSTYEAR_REGION):
        if code and code in known.places:
            return known.places[code]
    countries = sorted(known.of_level("country"), key=lambda one: one.code[:1] == "X")
    regions = known.of_level("region")
    if not countries:
        return None
    own = [one for one in regions if one.code[:1] == countries[0].code[:1]]
    return own[0] if len(own) == 1 else countries[0]


def start_page(store: Store, user: object) -> StartPage:
    known = atlas(store)
    listed = tuple(
        (
            country.name,
            (country, *known.members(country.code, "region")),
        )
        for country in known.of_level("country")
    )
    here = home_region(store, user)
    empty = StartPage(here, "", (), (), "", "", listed, "")
    if here is None:
        return empty
    try:
        picture = kept_region(here.code, indicator=MAIN_OUTCOME)
    except FirstyearError as error:
        return StartPage(here, "", (), (), "", "", listed, str(error))
    return StartPage(
        region=here,
        headline=headline(picture),
        facts=facts(picture),
        first=picture.first,
        rule=RULE.format(country=picture.country.name),
        sources=source_sentence(picture.grid),
        regions=listed,
        problem="",
    )
