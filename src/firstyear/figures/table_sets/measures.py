"""Measures that add up, measures within others, and what is left of a denominator."""

from firstyear import packs
from firstyear.figures.table_sets.cells import Cells, Key, grouped

KIND = "measures"
OTHERS = "~others"


def add_measures(cells: Cells) -> None:
    """Infant = neonatal + post-neonatal and so on, wherever the total is published."""
    for group in grouped(
        cells.listed(), lambda key: key._replace(indicator="")
    ).values():
        one, here = group[0], {key.indicator for key in group}
        for identity in packs.identities():
            parts = [part for part in identity.parts if part in here]
            if identity.total not in here or not parts:
                continue
            absent = [part for part in identity.parts if part not in here]
            # Where one part is left out, the others give it away.
            rest = absent[0] if len(absent) == 1 else OTHERS.join(absent)
            cells.total(
                one._replace(indicator=identity.total),
                [one._replace(indicator=part) for part in parts],
                KIND,
                rest=one._replace(indicator=rest) if absent else None,
            )
        for nested in packs.nested():
            if {nested.whole, nested.part} <= here:
                cells.total(
                    one._replace(indicator=nested.whole),
                    [one._replace(indicator=nested.part)],
                    KIND,
                    rest=one._replace(indicator=nested.id),
                )


def add_complements(cells: Cells, denominators: dict[Key, float]) -> None:
    """Of a proportion, everybody can work out the others: 2 of 200 is 198 of 200."""
    for key, denominator in denominators.items():
        if key not in cells:
            continue
        whole = key._replace(indicator=f"{key.indicator}~denominator")
        cells.imply(whole, denominator, protected=False)
        cells[whole].known = "open"
        cells.total(
            whole,
            [key],
            "denominators",
            rest=key._replace(indicator=f"{key.indicator}{OTHERS}"),
        )
