"""What a run of scenarios costs, start of the program included: beside other runners, and at limits.

The runners take turns, round after round. Each must end with 0, or nothing is compared.
"""

import os
import subprocess
import tempfile
import time
from pathlib import Path

from .. import runners
from ..servers import NSLAB, ROOT, nslab_panel
from ..table import Row, median

ROUNDS, SHORT_ROUNDS = 5, 11
SUITE = ROOT / "fixtures/scenarios"
ONE = SUITE / "order/one-user-per-order.yaml"


def rows() -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        few, many = (cases(Path(folder), count) for count in (1_000, 10_000))
        others = beside_others(Path(folder))
        return others + [
            Row("one scenario, start included", timed([ONE], SHORT_ROUNDS), 50, "ms", "limit", 1,
                at_most=True),
            Row("ten scenarios over HTTPS, start included", timed([Path(folder) / "nslab"],
                SHORT_ROUNDS, "https"), 500, "ms", "limit", 1, at_most=True),
            Row("whole suite, start included", timed([], ROUNDS), 1_500, "ms", "limit", 1,
                at_most=True),
            Row("a case of 10,000", many[0] / 10_000, few[0] / 1_000, "ms", "of 1,000", 1.2,
                at_most=True),
            Row("memory of a run of 10,000 cases", many[1], 300, "MB", "limit", 1, at_most=True),
        ]


def beside_others(folder: Path) -> list[Row]:
    """How often nslab runs ten scenarios while another runner does so once."""
    times: dict[str, list[float]] = {}
    with nslab_panel() as panel:
        commands = runners.commands(f"http://127.0.0.1:{panel.port}/dnsmgr", folder)
        for _ in range(ROUNDS):
            for name, command in commands.items():
                took, _ = finished(command, folder / name)
                times.setdefault(name, []).append(took)
    medians = {name: median(all_) for name, all_ in times.items()}
    ours = 1_000 / medians.pop("nslab")
    fastest = min(medians, key=medians.get)
    return [Row("ten HTTP scenarios, start included", ours, 1_000 / theirs, "runs/s", name,
                20 if name == fastest else None) for name, theirs in medians.items()]


def timed(paths: list, rounds: int, target: str = "fake") -> float:
    command = [NSLAB, "run", "--target", target, "--fixtures", ROOT / "fixtures", *paths]
    with tempfile.TemporaryDirectory() as folder:
        return median([finished(command, Path(folder))[0] for _ in range(rounds)])


def cases(folder: Path, count: int) -> tuple[float, float]:
    """Milliseconds and megabytes of a run of one scenario with so many cases."""
    table = "".join(f"  - {{ case: c{number}, id: {number} }}\n" for number in range(1, count + 1))
    file = folder / f"generated-{count}.yaml"
    file.write_text(f"""scenario: generated-{count}
title: A user is named after the service
panels: {{ first: provider }}
cases:
{table}steps:
  - order: {{ service: "{{{{id}}}}", ns: provider }}
    check: [{{ clause: NS-09, login: "dns{{{{id}}}}" }}]
""")
    return finished([NSLAB, "run", "--fixtures", ROOT / "fixtures", file], folder)


def finished(command: list, folder: Path) -> tuple[float, float]:
    """Milliseconds by the clock and megabytes at most of a program that ends with 0."""
    with tempfile.TemporaryFile() as said:
        begin = time.perf_counter()
        process = subprocess.Popen([str(word) for word in command], cwd=folder,
                                   stdin=subprocess.DEVNULL, stdout=said, stderr=said)
        _, status, usage = os.wait4(process.pid, 0)
        took = (time.perf_counter() - begin) * 1_000
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            said.seek(0)
            tail = said.read()[-2_000:].decode(errors="replace")
            raise RuntimeError(f"{command[0]} ended with {process.returncode}\n{tail}")
    return took, usage.ru_maxrss * 1_024 / 1e6
