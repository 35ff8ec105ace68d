"""The texts of an instrument in another language."""

from datetime import date
from typing import Annotated, Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from firstyear.errors import Fault, InputError
from firstyear.packs import reader
from firstyear.packs.models import Text
from firstyear.packs.models_instrument import LEVELS
from firstyear.packs.places import line_of


class Strings(BaseModel):
    """A translation: for each row id the texts that stand in place of the original's.

    `note` says how far the translation has been read over. `parts`, `title`, `summary`
    and `scale` translate the rest of the instrument and may be left out.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    owner: Text
    review_date: date
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]
    note: Text
    title: str = ""
    summary: str = ""
    scale: tuple[Text, ...] = ()
    parts: dict[str, dict[str, Text]] = Field(default_factory=dict)
    entries: dict[str, "StringsOfRow"]


class StringsOfRow(BaseModel):
    """The texts of one row in another language; what is left out stays as it was."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str = ""
    helper: str = ""
    levels: Annotated[tuple[Text, ...], Field(max_length=LEVELS)] = ()


def read_strings(text: str, *, file: str) -> Strings:
    """The translation in a YAML text: a header, and `entries` by the id of the row.

    Raises InputError with every fault, each with the file, the line and the id.
    """
    try:
        content: Any = yaml.load(text, Loader=reader.QUICK_LOADER)  # noqa: S506 - a safe loader
        return Strings.model_validate(content)
    except ValidationError as error:
        faults = [
            _told(detail["loc"], detail["msg"], text, file) for detail in error.errors()
        ]
    except (ValueError, yaml.YAMLError) as error:
        faults = [Fault(f"not YAML: {error}", file=file)]
    raise InputError("The translation cannot be read:", faults)


def _told(where: tuple[int | str, ...], message: str, text: str, file: str) -> Fault:
    if len(where) > 1 and where[0] == "entries":
        name = str(where[1])
        field = ".".join(str(part) for part in where[2:]) or "(whole entry)"
        message = f"entry {name}, field {field}: {message}"
        return Fault(message, file=file, line=line_of(text, name))
    field = ".".join(str(part) for part in where) or "(whole file)"
    return Fault(f"field {field}: {message}", file=file)
