"""Runs the sections that are named, or all, and prints one table."""

import sys

from .sections import dns, growth, orders, panel, peers, run, start
from .table import print_table

SECTIONS = {
    "panel": panel, "peers": peers, "start": start, "growth": growth, "dns": dns, "orders": orders,
    "run": run,
}


def main() -> int:
    names = sys.argv[1:] or list(SECTIONS)
    unknown = [name for name in names if name not in SECTIONS]
    if unknown:
        print(f"bench: no section {', '.join(unknown)}; there are {', '.join(SECTIONS)}",
              file=sys.stderr)
        return 64
    rows = []
    for name in names:
        print(f"bench: {name} …", file=sys.stderr, flush=True)
        rows += SECTIONS[name].rows()
    print_table(rows)
    return 0 if all(row.holds for row in rows) else 1


sys.exit(main())
