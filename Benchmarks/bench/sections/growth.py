"""What a zone and a change of it cost where there is much, and what the copy of a world costs."""

import json
import subprocess

from ..servers import PROGRAMS
from ..table import Row


def rows() -> list[Row]:
    figures = json.loads(subprocess.run(
        [PROGRAMS / "in-process"], capture_output=True, text=True, check=True).stdout)
    return [
        Row("the 100,000th zone", figures["zone_100000"], figures["zone_1000"], "us",
            "the 1,000th", 1.5, at_most=True),
        Row("ten of 100,000 zones", figures["page_100000"], figures["page_1000"], "us",
            "of 1,000", 1.5, at_most=True),
        Row("fork, 10 users, 100 zones", figures["fork"] / 1000, 0.5, "ms", "limit", 1,
            at_most=True),
        Row("a change and its answer, 100,000 records", figures["change_100000"],
            figures["change_1000"], "us", "1,000 records", 1.5, at_most=True),
    ]
