"""The instruments of the packs, and each in the languages it has been put into."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from firstyear.errors import Fault, InputError
from firstyear.packs.instrument_changes import translate_instrument
from firstyear.packs.instrument_files import instrument_in, pack_folder
from firstyear.packs.instrument_strings import Strings, read_strings
from firstyear.packs.models_instrument import Instrument


@cache
def instruments() -> Mapping[str, Instrument]:
    """Every instrument of the packs by id, each in the language it was written in.

    Example:
        >>> import firstyear as fy
        >>> fy.packs.instruments()["infant-mortality"].language
        'en'
    """
    folders = files("firstyear.packs").joinpath("instruments").iterdir()
    names = sorted(each.name for each in folders if each.is_dir())
    return MappingProxyType(
        {
            name: instrument_in(pack_folder(name), name=f"instruments/{name}")
            for name in names
            if pack_folder(name).joinpath("instrument.yaml").is_file()
        }
    )


@cache
def instrument(instrument_id: str, language: str = "en") -> Instrument:
    """The instrument with this id, in a language it has.

    What a translation leaves out stays in the language the instrument was written in.
    Raises InputError for an unknown id or a language the instrument is not in.

    Example:
        >>> import firstyear as fy
        >>> fy.packs.instrument("infant-mortality").running_order[:3]
        ('13', '1', '2')
    """
    known = instruments()
    if instrument_id not in known:
        remedy = f"Use one of {', '.join(known)}"
        fault = Fault("the packs have no such instrument", remedy, value=instrument_id)
        raise InputError("Unknown instrument:", [fault])
    original = known[instrument_id]
    if language == original.language:
        return original
    held = instrument_strings(instrument_id)
    if language not in held:
        languages = ", ".join((original.language, *held))
        fault = Fault("no such translation", f"It is in {languages}", value=language)
        raise InputError("Unknown language:", [fault])
    return translate_instrument(original, held[language])


@cache
def instrument_strings(instrument_id: str) -> Mapping[str, Strings]:
    """The translations an instrument of the packs has, by language."""
    folder = pack_folder(instrument_id).joinpath("strings")
    if not folder.is_dir():
        return MappingProxyType({})
    names = sorted(each.name for each in folder.iterdir())
    found = [
        read_strings(
            folder.joinpath(name).read_text(encoding="utf-8"),
            file=f"instruments/{instrument_id}/strings/{name}",
        )
        for name in names
        if name.endswith(".yaml")
    ]
    return MappingProxyType({strings.language: strings for strings in found})
