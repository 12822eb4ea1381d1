"""What a zone costs in a large world, and what the copy of a world costs; without sockets."""

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
        Row("fork, 10 users, 100 zones", figures["fork"] / 1000, 0.5, "ms", "limit", 1,
            at_most=True),
    ]
