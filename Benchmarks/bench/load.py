"""Loads HTTP servers with wrk: the same client, connections and time for both sides."""

import itertools
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from .table import median

SCRIPT = Path(__file__).resolve().parents[1] / "load/requests.lua"
#: Seconds of one round, and rounds of one comparison; subjects take turns within a round.
SECONDS, ROUNDS, CONNECTIONS = 2, 5, 16
_rounds = itertools.count(1)


@dataclass
class Load:
    """What a subject is asked for over and over; NAME becomes a name of its own each time."""

    name: str
    port: int
    path: str
    method: str = "GET"
    body: str = ""
    headers: dict = field(default_factory=dict)
    #: How many requests it answered in all.
    answered: int = 0

    def run(self, seconds: float) -> float:
        """Requests per second; every one must have been answered with a good status."""
        arguments = [str(next(_rounds)), self.method, self.path, self.body]
        for name, value in self.headers.items():
            arguments += [name, value]
        output = subprocess.run(
            ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds:g}s", "--timeout", "10s",
             "-s", str(SCRIPT), f"http://127.0.0.1:{self.port}/", "--", *arguments],
            capture_output=True, text=True, check=True).stdout
        result = next(line for line in output.splitlines() if line.startswith("RESULT "))
        requests, microseconds, errors = map(int, result.split()[1:])
        if errors or not requests:
            raise RuntimeError(f"{self.name}: {errors} of {requests} requests failed\n{output}")
        self.answered += requests
        return requests / (microseconds / 1e6)


def compare(*loads: Load, warm_up: float = 1) -> list[float]:
    """The median rate of each, measured in turns after a warm-up of so many seconds."""
    for load in loads:
        load.run(warm_up)
    rates = [[] for _ in loads]
    for _ in range(ROUNDS):
        for load, own in zip(loads, rates):
            own.append(load.run(SECONDS))
    return [median(own) for own in rates]
