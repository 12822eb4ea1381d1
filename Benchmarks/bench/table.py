"""Rows of figures, and the table that a run prints."""

import statistics
from dataclasses import dataclass


@dataclass
class Row:
    """One figure of ours beside one that it is held to."""

    what: str
    ours: float
    #: What it is compared with: a peer's figure in the same unit, or a limit.
    theirs: float
    unit: str
    peer: str
    #: The least (or most, with `at_most`) that ours / theirs may be; None asks for nothing.
    required: float | None = None
    at_most: bool = False

    @property
    def ratio(self) -> float:
        return self.ours / self.theirs

    @property
    def holds(self) -> bool:
        if self.required is None:
            return True
        return self.ratio <= self.required if self.at_most else self.ratio >= self.required

    @property
    def verdict(self) -> str:
        if self.required is None:
            return "-"
        sign = "<=" if self.at_most else ">="
        return f"{sign} {self.required:g}  {'holds' if self.holds else 'MISSED'}"


def print_table(rows: list[Row]) -> None:
    heads = ("what", "ours", "theirs", "unit", "beside", "ratio", "required")
    cells = [heads] + [
        (r.what, f"{r.ours:,.4g}" if r.ours < 100 else f"{r.ours:,.0f}",
         f"{r.theirs:,.4g}" if r.theirs < 100 else f"{r.theirs:,.0f}",
         r.unit, r.peer, f"{r.ratio:.2f}", r.verdict)
        for r in rows
    ]
    widths = [max(len(row[i]) for row in cells) for i in range(len(heads))]
    numbers = {1, 2, 5}
    for row in cells:
        print("  ".join(
            text.rjust(width) if i in numbers else text.ljust(width)
            for i, (text, width) in enumerate(zip(row, widths))).rstrip(), flush=True)


def median(values: list[float]) -> float:
    return statistics.median(values)
