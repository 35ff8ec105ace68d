"""What a call asks for, checked: a slip is answered with what to do, never ignored."""

import datetime
import re
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Field, Schema
from pydantic import AfterValidator, BeforeValidator, WithJsonSchema

from firstyear.figures import Store
from firstyear.figures.schema import LEVELS
from firstyear.picture.geography import Atlas, atlas

FIRST_YEAR, LAST_YEAR = 1800, 2199
DEFAULT_LIMIT, MOST_ROWS = 1_000, 10_000
MOST_OFFSET = 100_000_000
MOST_YEARS = 99
EVERY_BREAKDOWN = "all"
# More than commas and spaces. Said in the schema alone: what is said to somebody who
# sends nothing else lists the names there are.
SOMETHING: dict[str, Any] = {"pattern": r"[^,\s]"}


class WrongCallError(Exception):
    """A call that cannot be answered, with the status and what to do instead."""

    def __init__(self, message: str, status: int = 400) -> None:
        self.status = status
        super().__init__(message)


def _year_or_day(text: str) -> str:
    if not text:
        return text
    if re.fullmatch(r"[0-9]{4}", text) and FIRST_YEAR <= int(text) <= LAST_YEAR:
        return text
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        try:
            datetime.date.fromisoformat(text)
        except ValueError:
            pass
        else:
            return text
    raise ValueError("write a year such as 2018 or a day such as 2018-04-01")


def _whole_years(text: str) -> str:
    if not text or (re.fullmatch(r"[0-9]{1,2}", text) and int(text)):
        return text
    raise ValueError("write a whole number of years such as 3")


YearOrDay = Annotated[
    str,
    AfterValidator(_year_or_day),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "integer", "minimum": FIRST_YEAR, "maximum": LAST_YEAR},
                {"type": "string", "format": "date"},
            ]
        }
    ),
]
Years = Annotated[
    str,
    AfterValidator(_whole_years),
    WithJsonSchema({"type": "integer", "minimum": 1, "maximum": MOST_YEARS}),
]
Level = Literal[LEVELS]  # type: ignore[valid-type]
# A form that leaves a field blank sends it blank: that is the same as not sending it.
AnyLevel = Annotated[
    Literal[("", *LEVELS)],  # type: ignore[valid-type]
    WithJsonSchema({"type": "string", "enum": list(LEVELS)}),
]
Format = Annotated[
    Literal["json", "csv"], BeforeValidator(lambda given: given or "json")
]


def first_day(text: str) -> datetime.date | None:
    """`2018` as its first day; a day as itself."""
    if not text:
        return None
    return datetime.date.fromisoformat(text if "-" in text else f"{text}-01-01")


def last_day(text: str) -> datetime.date | None:
    """`2018` as its last day; a day as itself."""
    if not text:
        return None
    return datetime.date.fromisoformat(text if "-" in text else f"{text}-12-31")


class Asked(Schema):
    """A call without parameters."""

    @classmethod
    def only(cls, request: HttpRequest) -> None:
        """Raises WrongCallError for a parameter that is not known, or given twice."""
        known = [field.alias or name for name, field in cls.model_fields.items()]
        for name, values in request.GET.lists():
            if name not in known:
                raise WrongCallError(
                    f"There is no parameter called {name!r}. There are: "
                    f"{_listed(known) or 'none'}."
                )
            if len(values) > 1:
                raise WrongCallError(
                    f"{name} is given {len(values)} times. Give it once; codes and "
                    "ids take several with commas between them."
                )


class Rows(Asked):
    """Which rows of the answer, and in what form."""

    format: Format = Field("json", description="JSON or CSV.")
    limit: int = Field(
        DEFAULT_LIMIT, ge=1, le=MOST_ROWS, description="How many rows at most."
    )
    offset: int = Field(0, ge=0, le=MOST_OFFSET, description="How many rows to skip.")


class Between(Asked):
    """Which periods."""

    start: YearOrDay = Field(
        "", alias="from", description="Periods that begin on this day or later."
    )
    end: YearOrDay = Field(
        "", alias="to", description="Periods that end on this day or earlier."
    )

    def days(self) -> dict[str, datetime.date | None]:
        """Both ends as the store takes them. Raises WrongCallError where they are
        turned round."""
        date_from, date_to = first_day(self.start), last_day(self.end)
        if date_from and date_to and date_from > date_to:
            raise WrongCallError(
                f"from ({self.start}) is later than to ({self.end}): turn them round."
            )
        return {"date_from": date_from, "date_to": date_to}


def several(text: str) -> tuple[str, ...]:
    """`a,b` as two."""
    return tuple(part.strip() for part in text.split(",") if part.strip())


def held(store: Store, text: str) -> tuple[str, ...]:
    """Ids of indicators, all of which some release holds."""
    there = [each.indicator for each in store.indicators()]
    wanted = several(text)
    if not wanted:
        raise WrongCallError(f"Name an indicator. Held are: {_listed(there)}.")
    unknown = [each for each in wanted if each not in there]
    if unknown:
        raise WrongCallError(
            f"No release holds {_listed(unknown)}. Held are: {_listed(there)}.", 404
        )
    return wanted


def known_areas(store: Store, text: str) -> tuple[str, ...] | None:
    """Codes of areas, all of which some release knows; None where the text is blank."""
    if not text.strip():
        return None
    known, wanted = atlas(store).places, several(text)
    unknown = [each for each in wanted if each not in known]
    if unknown or not wanted:
        raise WrongCallError(
            f"No release knows the area {_listed(unknown)}. /api/areas lists them.", 404
        )
    return wanted


def breakdown(store: Store, indicators: tuple[str, ...], text: str) -> str | None:
    """A dimension that is held; blank for everyone; None for every breakdown."""
    if text == EVERY_BREAKDOWN:
        return None
    there = {
        dimension
        for each in store.indicators()
        if each.indicator in indicators
        for dimension in each.dimensions
    }
    if text and text not in there:
        raise WrongCallError(
            f"These figures are not broken down by {text!r}. They are by: "
            f"{_listed(sorted(there - {''})) or 'nothing'}.",
            404,
        )
    return text


def benchmark_code(store: Store, text: str) -> str:
    """The code to compare with: the one given, or the only country there is."""
    known: Atlas = atlas(store)
    if text:
        if text not in known.places:
            raise WrongCallError(
                f"No release knows the area {text!r}. /api/areas lists them.", 404
            )
        return text
    countries = sorted(place.code for place in known.of_level("country"))
    if len(countries) != 1:
        raise WrongCallError(
            "Name a benchmark: the code of a country or of another area. Countries "
            f"are: {_listed(countries) or 'none'}."
        )
    return countries[0]


def _listed(values: Any) -> str:
    return ", ".join(values)
