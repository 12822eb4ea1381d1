"""How soon `nslab serve` answers after it is started, and what an idle one holds in memory."""

import http.client
import subprocess
import time
from pathlib import Path

from ..servers import LIST, NSLAB, ROOT, ask, free_port, nslab_panel
from ..table import Row, median

STARTS = 11


def rows() -> list[Row]:
    times = [first_answer() for _ in range(STARTS)]
    with nslab_panel() as panel:
        ask(panel.port, "GET", LIST)
        resident = resident_mebibytes(panel.pid)
    return [
        Row("first correct answer", median(times), 100, "ms", "limit", 1, at_most=True),
        Row("resident memory, empty", resident, 40, "MiB", "limit", 1, at_most=True),
    ]


def first_answer() -> float:
    """Milliseconds from just before exec to the last byte of a correct answer."""
    port = free_port()
    start = time.perf_counter()
    process = subprocess.Popen(
        [NSLAB, "serve", "--world", ROOT / "fixtures/worlds/provider.yaml",
         "--http", f"127.0.0.1:{port}"], stdout=subprocess.DEVNULL)
    try:
        while time.perf_counter() - start < 30:
            try:
                if b"<p_elems>0</p_elems>" in ask(port, "GET", LIST).body:
                    return (time.perf_counter() - start) * 1000
            except (OSError, http.client.HTTPException):
                time.sleep(0.0005)
        raise RuntimeError("nslab serve gave no correct answer within 30 s")
    finally:
        process.terminate()
        process.wait()


def resident_mebibytes(pid: int) -> float:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise RuntimeError("no VmRSS")
