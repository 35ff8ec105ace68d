"""The model that weighs a pair: what is compared, and how alike two records can be.

Each level has its share among true pairs (m) to start from, which the files may
better; its share among pairs of strangers (u) is counted in the files themselves.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from splink import SettingsCreator, block_on
from splink.comparison_level_library import (
    CustomLevel,
    ElseLevel,
    ExactMatchLevel,
    JaroWinklerLevel,
)
from splink.comparison_library import CustomComparison

from firstyear.records.linkage.blocking import BLOCKS

ALIKE: Final = 0.9  # of Jaro-Winkler: one letter left out, doubled or swapped
RECORD: Final = "record_id"
LEAST_M, LEAST_U = 1e-4, 1e-7  # nothing is impossible because nobody has seen it
_EITHER_SURNAME = (
    "surname_l = mothers_surname_r or mothers_surname_l = surname_r "
    "or mothers_surname_l = mothers_surname_r"
)


@dataclass(frozen=True)
class Compared:
    """One thing compared: fields, when there is nothing to compare, levels in order.

    A level is SQL or a level of Splink's, with its share among true pairs.
    """

    name: str
    fields: tuple[str, ...]
    unknown: str
    levels: tuple[tuple[Any, float], ...]


def _blank(*names: str) -> str:
    return " and ".join(f"({name}_l is null or {name}_r is null)" for name in names)


def compared(held: Iterable[str]) -> tuple[Compared, ...]:
    """What is compared, of what both files hold a field for.

    Surname and mother's surname are one thing, for knowing one tells much of the
    other; so are postcode and area.
    """
    everything = (
        Compared(
            "date_of_birth", ("born",), _blank("born"),
            (
                (ExactMatchLevel("born"), 0.985),
                ("abs(day_l - day_r) = 1", 0.007),
                ("ymd_l = ydm_r", 0.005),
                (ElseLevel(), 0.003),
            ),
        ),
        Compared(
            "family_name", ("surname", "mothers_surname"),
            "coalesce(surname_l, mothers_surname_l) is null "
            "or coalesce(surname_r, mothers_surname_r) is null",
            (
                ("surname_l = surname_r and mothers_surname_l = mothers_surname_r",
                 0.9),
                (ExactMatchLevel("surname"), 0.04),
                (_EITHER_SURNAME, 0.03),
                (JaroWinklerLevel("surname", ALIKE), 0.02),
                (ElseLevel(), 0.01),
            ),
        ),
        Compared(
            "forename", ("forename",), _blank("forename"),
            (
                (ExactMatchLevel("forename"), 0.95),
                (JaroWinklerLevel("forename", ALIKE), 0.03),
                (ElseLevel(), 0.02),
            ),
        ),
        Compared(
            "home", ("postcode", "area"), _blank("postcode", "area"),
            (
                (ExactMatchLevel("postcode"), 0.91),
                ("area_l = area_r", 0.06),
                (ElseLevel(), 0.03),
            ),
        ),
        Compared(
            "sex", ("sex",), _blank("sex"),
            ((ExactMatchLevel("sex"), 0.995), (ElseLevel(), 0.005)),
        ),
        Compared(
            "nhs_number", ("nhs",), _blank("nhs"),
            ((ExactMatchLevel("nhs"), 0.99), (ElseLevel(), 0.01)),
        ),
    )  # fmt: skip
    there = set(held)
    return tuple(each for each in everything if set(each.fields) & there)


def settings(chosen: Iterable[Compared], prior: float) -> SettingsCreator:
    """What Splink is told. It keeps nothing of a record but its identifier."""
    return SettingsCreator(
        link_type="link_only",
        comparisons=[
            CustomComparison(
                output_column_name=each.name,
                comparison_levels=[
                    CustomLevel(each.unknown).configure(is_null_level=True),
                    *(_level(*level) for level in each.levels),
                ],
            )
            for each in chosen
        ],
        blocking_rules_to_generate_predictions=[block_on(*each) for each in BLOCKS],
        unique_id_column_name=RECORD,
        probability_two_random_records_match=prior,
        retain_matching_columns=False,
        max_iterations=100,
        em_convergence=0.0005,
    )


def _level(what: Any, share: float) -> Any:
    level = CustomLevel(what) if isinstance(what, str) else what
    return level.configure(m_probability=share)


def completed(
    learnt: Mapping[str, Any], chosen: Iterable[Compared], prior: float
) -> dict[str, Any]:
    """Settings that were learnt, with the starting share where a level never came.

    Splink leaves such a level without a share, and would then use one of its own.
    """
    starting = {each.name: [share for _, share in each.levels] for each in chosen}
    comparisons = []
    for each in learnt["comparisons"]:
        shares = starting[each["output_column_name"]]
        null, *rest = each["comparison_levels"]
        rest = [
            {
                **level,
                "m_probability": _share(level, "m_probability", start, LEAST_M),
                "u_probability": _share(level, "u_probability", LEAST_U, LEAST_U),
            }
            for level, start in zip(rest, shares, strict=True)
        ]
        comparisons.append({**each, "comparison_levels": [null, *rest]})
    return {
        **learnt,
        "comparisons": comparisons,
        "probability_two_random_records_match": prior,
    }


def _share(level: Mapping[str, Any], name: str, start: float, least: float) -> float:
    given = level.get(name)
    return max(float(given), least) if isinstance(given, int | float) else start
