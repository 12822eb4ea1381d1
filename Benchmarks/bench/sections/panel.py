"""The panel beside a bare Hummingbird route that answers as many bytes."""

from contextlib import contextmanager

from ..load import Load, compare
from ..servers import (
    LIST, PROGRAMS, ask, create, free_port, nslab_panel, running, zone_count)
from ..table import Row

#: Twelve records in place of three.
WITH_ADDRESS = "&ip=192.0.2.1"


def rows() -> list[Row]:
    with nslab_panel() as (panel, _):
        for number in range(10):
            ask(panel, "GET", create(f"listed{number}.example"))
        listed = len(ask(panel, "GET", LIST).body)
        with bare(listed) as peer:
            ours, theirs = compare(
                Load("list", panel, LIST), Load("bare list", peer, "/dnsmgr"))
            result = [Row("list of 10 zones", ours, theirs, "requests/s", "bare Hummingbird", 0.5)]
        for what, extra, required in (
            ("domain.edit, new zone", "", 0.4), ("the same, 12 records", WITH_ADDRESS, None),
        ):
            result.append(creation(panel, what, extra, required))
    return result


def creation(panel: int, what: str, extra: str, required: float | None) -> Row:
    length = len(ask(panel, "GET", create(f"one{len(extra)}.example", extra)).body)
    before = zone_count(panel)
    load = Load(what, panel, create("NAME.example", extra))
    with bare(length) as peer:
        ours, theirs = compare(load, Load("bare", peer, "/dnsmgr"))
    made = zone_count(panel) - before
    # Requests that were under way when a round ended were answered after wrk had stopped counting.
    if made < load.answered:
        raise RuntimeError(f"{load.answered} answers, but only {made} zones")
    return Row(what, ours, theirs, "requests/s", "bare Hummingbird", required)


@contextmanager
def bare(length: int):
    port = free_port()
    command = [PROGRAMS / "bare-hummingbird", port, length]
    with running(command, lambda: len(ask(port, "GET", "/dnsmgr").body) == length, "bare"):
        yield port
