"""A rounded product on its way out, in columns of its own: it is no count."""

import sys

import pyarrow as pa

from firstyear import measures
from firstyear.cli.inputs import counted
from firstyear.cli.outputs import deliver
from firstyear.figures.rounded import Rounding
from firstyear.figures.rounded_products import reason

# What a rounded count has no rate of, and what says the same in every row.
LEFT_OUT = ("count", "note", "flags")


def deliver_rounded(done: Rounding, *, out: str | None, as_json: bool) -> None:
    """The rows with `rounded_count`, `rounded_to` and `reason`, and no `count`."""
    size = done.figures.num_rows
    table = done.figures.drop_columns(list(LEFT_OUT))
    for name, column in (
        ("rounded_count", done.figures["count"]),
        ("rounded_to", pa.array([done.base] * size, pa.int64())),
        ("reason", pa.array([reason(done.base)] * size, pa.string())),
    ):
        table = table.append_column(name, column)
    rows = counted(size, "row")
    if done.repeated:
        print(
            f"{rows}, as they went out on {done.entry.when:%Y-%m-%d}: rounded anew "
            "they would tell more.",
            file=sys.stderr,
        )
    else:
        print(
            f"{rows} rounded to multiples of {done.base}; entered in the ledger. Do "
            "not publish the same figures with counts hidden.",
            file=sys.stderr,
        )
    deliver(
        table,
        out=out,
        as_json=as_json,
        method={"disclosure": measures.METHODS["disclosure"]},
        inputs={"round": done.base, "product": done.entry.release},
        show=("area", "date_from", "category", "rounded_count", "denominator"),
        done="The rounded figures are in the ledger: the same command again writes "
        "the same ones",
    )
