"""Answers over UDP beside BIND and NSD with the same zones, and in a zone of a million records.

The zones are made by the panel's own API, and the peers get them by zone transfer. All three are asked
the same questions by dnsperf, in turns.
"""

import json
import os
import random
import re
import shutil
import subprocess
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ..load import compare
from ..servers import NSLAB, ask, create, free_port, running
from ..table import Row

ZONES, QUESTIONS = 1_000, 20_000
SMALL, LARGE = 1_000, 1_000_000


def rows() -> list[Row]:
    with tempfile.TemporaryDirectory(dir="/dev/shm") as folder:
        return thousand_zones(Path(folder)) + million_records(Path(folder))


@dataclass
class Questions:
    """What a server is asked over and over, by dnsperf."""

    name: str
    address: str
    port: int
    file: Path
    pid: int
    #: Microseconds of CPU that the server took for all that it was asked, and the number of answers.
    cpu: float = 0
    answered: int = 0

    def run(self, seconds: float) -> float:
        """Answers per second; none may be lost, and all must have the same codes as everywhere."""
        before = cpu_microseconds(self.pid)
        output = subprocess.run(
            ["dnsperf", "-s", self.address, "-p", str(self.port), "-d", self.file,
             "-l", f"{seconds:g}", "-c", "8", "-T", "1", "-q", "100"],
            capture_output=True, text=True, check=True).stdout
        lost = int(re.search(r"Queries lost:\s+(\d+)", output)[1])
        codes = set(re.findall(r"(\w+) \d+ \(", re.search(r"Response codes:(.*)", output)[1]))
        if lost or not codes or codes - {"NOERROR", "NXDOMAIN"}:
            raise RuntimeError(f"{self.name}: {lost} answers lost, codes {codes}\n{output}")
        self.cpu += cpu_microseconds(self.pid) - before
        self.answered += int(re.search(r"Queries completed:\s+(\d+)", output)[1])
        return float(re.search(r"Queries per second:\s+([\d.]+)", output)[1])

    @property
    def cost(self) -> float:
        """Microseconds of CPU for each answer, which other work on the machine hardly changes."""
        return self.cpu / self.answered


def cpu_microseconds(pid: int) -> float:
    """What a process and its children have taken of all cores."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    own = (int(fields[11]) + int(fields[12])) * 1e6 / os.sysconf("SC_CLK_TCK")
    children = {
        child for task in Path(f"/proc/{pid}/task").iterdir()
        for child in (task / "children").read_text().split()}
    return own + sum(cpu_microseconds(int(child)) for child in children)


def thousand_zones(folder: Path) -> list[Row]:
    names = [f"z{number}.bench.example" for number in range(ZONES)]
    questions = folder / "questions"
    questions.write_text(mixed_questions(names))
    with name_server(folder) as (panel, address, port, pid):
        for name in names:
            ask(panel, "GET", create(name, "&ip=192.0.2.1"))
        zones = transferred(names, address, port)
        with bind(folder, zones) as bind_place, nsd(folder, zones) as nsd_place:
            loads = [
                Questions(name, *place, questions, pid) for name, place, pid in (
                    ("nslab", (address, port), pid), ("BIND", *bind_place), ("NSD", *nsd_place))]
            ours, binds, nsds = compare(*loads)
    costs = [load.cost for load in loads]
    return [
        Row("UDP, 1,000 zones", ours, binds, "answers/s", "BIND 9.18", 1),
        Row("UDP, 1,000 zones", ours, nsds, "answers/s", "NSD 4.6", 0.4),
        Row("CPU for an answer", costs[0], costs[1], "us", "BIND 9.18", 1, at_most=True),
        Row("CPU for an answer", costs[0], costs[2], "us", "NSD 4.6", 2.5, at_most=True),
    ]


def million_records(folder: Path) -> list[Row]:
    """Both zones are transferred from BIND, as an ISPmanager's are."""
    zones = {f"{name}.example": numbered_zone(count)
             for name, count in (("small", SMALL), ("large", LARGE))}
    with (bind(folder, zones) as ((_, master), _),
          name_server(folder, master) as (panel, address, port, pid)):
        for name in zones:
            ask(panel, "GET", create(name, "&dtype=slave&masterip=127.0.0.1"))
        asked = []
        for name, count in (("small.example", SMALL), ("large.example", LARGE)):
            file = folder / name
            file.write_text(numbered_questions(name, count))
            await_answer(f"h{count - 1}.{name}", address, port)
            asked.append(Questions(name, address, port, file, pid))
        small, large = compare(*asked)
    costs = [load.cost for load in asked]
    return [
        Row("UDP, 1,000,000 records", large, small, "answers/s", "1,000 records", 0.8),
        Row("CPU for an answer", costs[1], costs[0], "us", "1,000 records", 1.25, at_most=True),
    ]


def mixed_questions(names: list[str]) -> str:
    """What resolvers ask: addresses mostly, some of them missing, and other types."""
    chance = random.Random(1)
    kinds = ["www.{} A"] * 8 + ["{} A"] * 4 + [
        "{} MX", "{} NS", "{} SOA", "{} TXT", "mail.{} A", "{} AAAA", "none{n}.{} A", "x{n}.www.{} A"]
    return "".join(
        chance.choice(kinds).format(chance.choice(names), n=number) + "\n"
        for number in range(QUESTIONS))


def numbered_questions(name: str, count: int) -> str:
    chance = random.Random(2)
    return "".join(f"h{chance.randrange(count)}.{name} A\n" for _ in range(QUESTIONS * 10))


def numbered_zone(count: int) -> str:
    head = "$TTL 3600\n@ SOA ns hostmaster 1 10800 3600 604800 3600\n@ NS ns\nns A 192.0.2.1\n"
    return head + "".join(
        f"h{number} A 10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}\n"
        for number in range(count))


@contextmanager
def name_server(folder: Path, master: int = 53):
    """A release `nslab serve`; yields the panel's port, the name server's address and port, and the pid."""
    world = folder / "world.yaml"
    world.write_text(
        "world: bench\nresellers:\n"
        "  - { name: provider, password: provider-secret, namespace: company.com }\n"
        f"settings: {{ primary_port: {master} }}\n")
    ready = folder / "ready"
    ready.unlink(missing_ok=True)
    command = [NSLAB, "serve", "--world", world, "--http", f"127.0.0.1:{free_port()}",
               "--dns", "0", "--ready-file", ready]
    with running(command, ready.exists, "nslab serve") as process:
        line = json.loads(ready.read_text())
        panel = int(line["http"].split(":")[2].split("/")[0])
        yield panel, line["dns"]["addresses"]["company.com"][0], line["dns"]["port"], process.pid


def transferred(names: list[str], address: str, port: int) -> dict[str, str]:
    """The zones as the name server gives them to one of its own addresses."""
    with tempfile.NamedTemporaryFile("w") as batch:
        batch.writelines(f"{name} AXFR\n" for name in names)
        batch.flush()
        text = subprocess.run(
            ["dig", f"@{address}", "-p", str(port), "-b", address, "+onesoa", "+nocomments",
             "+nocmd", "+nostats", "+noquestion", "-f", batch.name],
            capture_output=True, text=True, check=True).stdout
    zones: dict[str, str] = {}
    for line in text.splitlines():
        fields = line.split()
        if len(fields) > 3 and fields[3] == "SOA":
            current = fields[0].rstrip(".")
            zones[current] = ""
        if fields and not line.startswith(";"):
            zones[current] += line + "\n"
    if sorted(zones) != sorted(names):
        raise RuntimeError(f"{len(zones)} of {len(names)} zones were transferred\n{text[:2000]}")
    return zones


@contextmanager
def bind(folder: Path, zones: dict[str, str]):
    port, place = free_port(), Path(tempfile.mkdtemp(dir=folder, prefix="bind"))
    write(place, zones)
    entries = "".join(
        f'zone "{name}" {{ type primary; file "{place}/{name}"; }};\n' for name in zones)
    Path(place, "conf").write_text(
        f'options {{ directory "{place}"; pid-file none; session-keyfile "{place}/key";\n'
        f"listen-on port {port} {{ 127.0.0.1; }}; listen-on-v6 {{ none; }};\n"
        "recursion no; dnssec-validation no; notify no; allow-transfer { any; }; };\n"
        f"controls {{ }};\n{entries}")
    command = ["/usr/sbin/named", "-g", "-c", place / "conf"]
    with running(command, lambda: answers(list(zones)[-1], "127.0.0.1", port), "BIND") as process:
        yield ("127.0.0.1", port), process.pid
    shutil.rmtree(place)


@contextmanager
def nsd(folder: Path, zones: dict[str, str]):
    port, place = free_port(), Path(tempfile.mkdtemp(dir=folder, prefix="nsd"))
    write(place, zones)
    entries = "".join(f'zone:\n name: "{name}"\n zonefile: "{place}/{name}"\n' for name in zones)
    Path(place, "conf").write_text(
        f'server:\n ip-address: 127.0.0.1@{port}\n username: ""\n chroot: ""\n database: ""\n'
        f' zonesdir: "{place}"\n pidfile: ""\n xfrdfile: "{place}/xfrd"\n'
        f' zonelistfile: "{place}/zonelist"\n xfrdir: "{place}"\n'
        f"remote-control:\n control-enable: no\n{entries}")
    command = ["/usr/sbin/nsd", "-d", "-c", place / "conf"]
    with running(command, lambda: answers(list(zones)[-1], "127.0.0.1", port), "NSD") as process:
        yield ("127.0.0.1", port), process.pid
    shutil.rmtree(place)


def write(folder: Path, zones: dict[str, str]) -> None:
    for name, text in zones.items():
        Path(folder, name).write_text(text)


def answers(name: str, address: str, port: int) -> bool:
    """Whether a server has a zone."""
    output = subprocess.run(
        ["dig", f"@{address}", "-p", str(port), "+tries=1", "+time=1", "+short", name, "SOA"],
        capture_output=True, text=True).stdout
    return len(output.split()) == 7


def await_answer(name: str, address: str, port: int, seconds: float = 600) -> None:
    """Waits until a zone is transferred and its last host resolves."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        output = subprocess.run(
            ["dig", f"@{address}", "-p", str(port), "+tries=1", "+time=30", "+short", name, "A"],
            capture_output=True, text=True).stdout
        if output.startswith("10."):
            return
        time.sleep(0.5)
    raise RuntimeError(f"{name} was not there after {seconds:g} s")
