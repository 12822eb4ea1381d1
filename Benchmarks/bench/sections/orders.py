"""Orders that the provisioner carries out against the panel over HTTPS, and what stays of them."""

import json
import os
import subprocess
import tempfile
from pathlib import Path

from ..servers import AUTHINFO, NSLAB, PROGRAMS, ROOT, ask, free_port, running
from ..table import Row

COUNT = 2_000
USERS = f"/dnsmgr?{AUTHINFO}&func=user&out=xml&p_cnt=1"


def rows() -> list[Row]:
    return [
        Row("orders carried out, HTTPS", rate(), 200, "orders/s", "limit", 1),
        Row("memory after 100,000 orders", *memory(), "MiB", "after 10,000", 1.1, at_most=True),
    ]


def rate() -> float:
    http, https = free_port(), free_port()
    with tempfile.TemporaryDirectory() as folder:
        authority = Path(folder) / "ca.pem"
        command = [NSLAB, "serve", "--world", ROOT / "fixtures/worlds/provider.yaml",
                   "--http", f"127.0.0.1:{http}", "--https", f"127.0.0.1:{https}",
                   "--ca-file", authority]
        with running(command, lambda: b"p_elems" in ask(http, "GET", USERS).body, "nslab serve"):
            before = user_count(http)
            figures = orders("rate", f"https://127.0.0.1:{https}/dnsmgr", authority, COUNT)
            made = user_count(http) - before
    # A hundred come before the clock runs.
    if made != COUNT + 100:
        raise RuntimeError(f"{COUNT + 100} orders, but {made} users")
    return figures["per_second"]


def memory() -> tuple[float, float]:
    # Memory is measured here and not the disk, which each of the orders would wait for.
    quick = Path("/dev/shm")
    figures = orders("memory", folder=quick if quick.is_dir() else tempfile.gettempdir())
    return figures["kib_100000"] / 1024, figures["kib_10000"] / 1024


def orders(*arguments, folder=tempfile.gettempdir()) -> dict:
    return json.loads(subprocess.run(
        [str(word) for word in (PROGRAMS / "orders", *arguments)],
        env=os.environ | {"TMPDIR": str(folder)},
        stdout=subprocess.PIPE, text=True, check=True).stdout)


def user_count(port: int) -> int:
    body = ask(port, "GET", USERS).body.decode()
    return int(body.split("<p_elems>")[1].split("<")[0])
