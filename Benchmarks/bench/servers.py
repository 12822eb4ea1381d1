"""Starts servers on loopback, waits until they answer, and ends them again."""

import http.client
import os
import socket
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
#: Built by scripts/bench.
PROGRAMS = Path(os.environ["BENCH_PROGRAMS"])
#: Unpacked by scripts/bench.
TOOLS = Path(os.environ["BENCH_TOOLS"])
NSLAB = PROGRAMS / "nslab"


def free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return door.getsockname()[1]


class Answer:
    def __init__(self, status: int, body: bytes):
        self.status, self.body = status, body


def ask(port: int, method: str, path: str, body: str = "", headers: dict | None = None) -> Answer:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request(method, path, body or None, headers or {})
        reply = connection.getresponse()
        return Answer(reply.status, reply.read())
    finally:
        connection.close()


def wait_for(condition, what: str, process: subprocess.Popen, seconds: float = 60) -> None:
    """Waits until `condition` holds; connection failures mean not yet."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if process.poll() is not None:
            raise RuntimeError(f"{what} ended with status {process.returncode}")
        try:
            if condition():
                return
        except (OSError, http.client.HTTPException):
            pass
        time.sleep(0.01)
    raise RuntimeError(f"{what} did not answer within {seconds:g} s")


@contextmanager
def running(command: list, ready, what: str, cwd: Path | None = None, env: dict | None = None):
    """Runs a server while the block lasts; its output is shown when it fails to start."""
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(
            [str(word) for word in command], stdout=log, stderr=log, cwd=cwd,
            env={**os.environ, **(env or {})})
        try:
            try:
                wait_for(ready, what, process)
            except RuntimeError as error:
                log.seek(0)
                tail = log.read()[-2000:].decode(errors="replace")
                raise RuntimeError(f"{error}\n{tail}") from None
            yield process
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


AUTHINFO = "authinfo=provider:provider-secret"
LIST = f"/dnsmgr?{AUTHINFO}&func=domain&out=xml"


def create(zone: str, extra: str = "") -> str:
    return f"/dnsmgr?{AUTHINFO}&func=domain.edit&sok=ok&out=xml&name={zone}{extra}"


class Panel(NamedTuple):
    port: int
    pid: int


@contextmanager
def nslab_panel():
    """A release `nslab serve` with the vendor's own example world; yields port and pid."""
    port = free_port()
    command = [NSLAB, "serve", "--world", ROOT / "fixtures/worlds/provider.yaml",
               "--http", f"127.0.0.1:{port}"]
    with running(command, lambda: b"p_elems" in ask(port, "GET", LIST).body, "nslab serve") as process:
        yield Panel(port, process.pid)


def zone_count(port: int) -> int:
    body = ask(port, "GET", LIST + "&p_cnt=1").body.decode()
    return int(body.split("<p_elems>")[1].split("<")[0])
