"""Options that say where loaded figures come from, and the provenance they make."""

from datetime import date
from typing import Annotated

import typer

from firstyear.errors import UsageError
from firstyear.figures import Provenance
from firstyear.figures.rules import DRAWN_FROM

ORIGINS = ("published", "derived", "synthetic", "local")
AUDIENCES = ("public", "partners")

Origin = Annotated[
    str,
    typer.Option(
        "--origin",
        metavar="NAME",
        help="published, derived, local, or synthetic (what Firstyear made up).",
    ),
]
Publisher = Annotated[
    str, typer.Option("--publisher", metavar="NAME", help="Who published it.")
]
Title = Annotated[
    str, typer.Option("--title", metavar="TEXT", help="What it is called.")
]
Address = Annotated[
    str, typer.Option("--address", metavar="URL", help="Where anyone can get it.")
]
PublicationDate = Annotated[
    str,
    typer.Option("--publication-date", metavar="YYYY-MM-DD", help="When it came out."),
]
Licence = Annotated[
    str, typer.Option("--licence", metavar="TEXT", help="Under what licence.")
]
Retrieved = Annotated[
    str, typer.Option("--retrieved", metavar="YYYY-MM-DD", help="Default: today.")
]
ReleasedBy = Annotated[
    str,
    typer.Option(
        "--released-by", metavar="NAME", help="The release manager who vouches."
    ),
]
DrawnFrom = Annotated[
    str,
    typer.Option(
        "--drawn-from",
        metavar="WHAT",
        help="What local figures were counted from: registration or nhs. Default: "
        "unknown, which follows the strictest rule.",
    ),
]
Audience = Annotated[
    str,
    typer.Option(
        "--audience",
        metavar="NAME",
        help="For whom local figures are: public, once a second person approves, or "
        "partners.",
    ),
]
Agreement = Annotated[
    str,
    typer.Option(
        "--agreement", metavar="TEXT", help="The agreement that partners have signed."
    ),
]
Partners = Annotated[
    list[str] | None,
    typer.Option(
        "--partner",
        metavar="ORGANISATION",
        help="Who may see them, as the site names the organisation; repeatable.",
    ),
]
SuppliedBy = Annotated[
    str,
    typer.Option(
        "--supplied-by",
        metavar="ORGANISATION",
        help="The team that supplied the records. Its people, signed in, may see its "
        "own true counts, not for publication: they are kept in private/.",
    ),
]
SecondPerson = Annotated[
    str,
    typer.Option(
        "--second-person",
        metavar="NAME",
        help="Who else says that figures which a local release hides are public by "
        "now.",
    ),
]
Policy = Annotated[
    str,
    typer.Option(
        "--policy",
        metavar="NAME",
        help="The rule of what is hidden: registrations-3, breakdowns-5 or nhs-8. "
        "Default: by the kind of table and where it comes from; a looser one is "
        "refused.",
    ),
]
Seconds = Annotated[
    float,
    typer.Option("--seconds", metavar="N", min=1, help="How long protecting may take."),
]


def provenance_of(
    *,
    origin: str,
    publication_date: str,
    retrieved: str = "",
    audience: str = "public",
    partners: list[str] | None = None,
    **words: str,
) -> Provenance:
    """The provenance that options describe; UsageError where one is not sound."""
    if origin not in ORIGINS:
        raise UsageError(f"--origin is one of {', '.join(ORIGINS)}, not {origin!r}.")
    if audience not in AUDIENCES:
        raise UsageError(
            f"--audience is {' or '.join(AUDIENCES)}, not {audience!r}. The team that "
            "supplied the records is --supplied-by."
        )
    drawn_from = words.get("drawn_from", "")
    if drawn_from not in ("", *DRAWN_FROM):
        raise UsageError(
            f"--drawn-from is {' or '.join(DRAWN_FROM)}, not {drawn_from!r}: leave it "
            "out where neither is known."
        )
    return Provenance.model_validate(
        {
            "origin": origin,
            "publication_date": _day("--publication-date", publication_date),
            "retrieved": _day("--retrieved", retrieved) or date.today(),  # noqa: DTZ011 - a day, not a moment
            "audience": audience,
            "partners": tuple(dict.fromkeys(partners or [])),
            **words,
        }
    )


def _day(option: str, text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(
            f"{option} is a date such as 2023-11-01, not {text!r}."
        ) from None
