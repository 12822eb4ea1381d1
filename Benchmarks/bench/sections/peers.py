"""New zones beside PowerDNS, moto and WireMock, each as its own documents start it.

PowerDNS stores a zone as we do: SOA and two NS records, in SQLite. Its database stands in memory and
does not wait for a disk, since ours does not either. moto makes a hosted zone. WireMock answers
our own request with a fixed body and keeps nothing, so it is the least that a stub costs.
"""

import json
import os
import sqlite3
import tempfile
from contextlib import contextmanager
from pathlib import Path

from ..load import Load, compare
from ..servers import ROOT, TOOLS, ask, create, free_port, nslab_panel, running, zone_count
from ..table import Row


def rows() -> list[Row]:
    with nslab_panel() as (panel, _):
        return [
            beside(panel, powerdns, "PowerDNS 4.7, SQLite", 3),
            beside(panel, moto, "moto, route53", 10),
            beside(panel, wiremock, "WireMock, fixed answer", 2, warm_up=10),
        ]


def beside(panel: int, server, peer: str, required: float, warm_up: float = 1) -> Row:
    before = zone_count(panel)
    with server() as (load, count):
        mine = Load("domain.edit", panel, create("NAME.example"))
        ours, theirs = compare(mine, load, warm_up=warm_up)
        for what, made, answered in (
            ("nslab", zone_count(panel) - before, mine.answered), (peer, count(), load.answered),
        ):
            if made < answered:
                raise RuntimeError(f"{what}: {answered} answers, but only {made} zones")
    return Row("new zone", ours, theirs, "requests/s", peer, required)


@contextmanager
def powerdns():
    port, key = free_port(), {"X-API-Key": "bench", "Content-Type": "application/json"}
    zones = "/api/v1/servers/localhost/zones"
    with tempfile.TemporaryDirectory(dir="/dev/shm") as folder:
        database = Path(folder, "pdns.sqlite3")
        with sqlite3.connect(database) as connection:
            connection.executescript(next(TOOLS.glob("**/schema/schema.sqlite3.sql")).read_text())
        command = [
            TOOLS / "usr/sbin/pdns_server", "--config-dir=" + folder, "--daemon=no", "--guardian=no",
            f"--module-dir={next(TOOLS.glob('**/libgsqlite3backend.so')).parent}",
            "--launch=gsqlite3", f"--gsqlite3-database={database}",
            "--gsqlite3-pragma-synchronous=0", f"--socket-dir={folder}", "--setuid=", "--setgid=",
            "--local-address=127.0.0.1", f"--local-port={free_port()}", "--loglevel=3",
            "--webserver=yes", "--webserver-address=127.0.0.1", f"--webserver-port={port}",
            "--webserver-loglevel=none", "--api=yes", "--api-key=bench",
        ]
        body = {"name": "NAME.example.", "kind": "Native",
                "nameservers": ["ns1.company.com.", "ns2.company.com."]}
        count = lambda: len(json.loads(ask(port, "GET", zones, headers=key).body))
        with running(command, lambda: count() == 0, "PowerDNS", env={"LD_LIBRARY_PATH": libraries()}):
            yield Load("PowerDNS", port, zones, "POST", json.dumps(body), key), count


def libraries() -> str:
    """The libraries that were unpacked beside a program."""
    return os.pathsep.join(sorted({str(path.parent) for path in TOOLS.glob("**/*.so.*")}))


@contextmanager
def moto():
    port, path = free_port(), "/2013-04-01/hostedzone"
    body = ('<CreateHostedZoneRequest xmlns="https://route53.amazonaws.com/doc/2013-04-01/">'
            "<Name>NAME.example</Name><CallerReference>NAME</CallerReference>"
            "</CreateHostedZoneRequest>")
    scope = "Credential=bench/20260101/us-east-1/route53/aws4_request"
    headers = {"Authorization": f"AWS4-HMAC-SHA256 {scope}, SignedHeaders=host, Signature=0"}
    count = lambda: int(ask(port, "GET", path + "count", headers=headers)
                        .body.split(b"<HostedZoneCount>")[1].split(b"<")[0])
    command = [TOOLS / "venv/bin/moto_server", "-H", "127.0.0.1", "-p", port]
    with running(command, lambda: count() == 0, "moto"):
        yield Load("moto", port, path, "POST", body, headers), count


@contextmanager
def wiremock():
    port = free_port()
    stub = {"request": {"method": "GET", "urlPathPattern": "/dnsmgr"},
            "response": {"status": 200, "headers": {"Content-Type": "text/xml"},
                         "body": (ROOT / "fixtures/replies/domain.edit/ok.xml").read_text()}}
    jar = next(TOOLS.glob("venv/**/wiremock-standalone-*.jar"))
    with tempfile.TemporaryDirectory() as folder:
        command = ["java", "-jar", jar, "--port", port, "--bind-address", "127.0.0.1",
                   "--root-dir", folder, "--disable-banner"]
        ready = lambda: ask(port, "GET", "/__admin/mappings").status == 200
        with running(command, ready, "WireMock"):
            ask(port, "POST", "/__admin/mappings", json.dumps(stub))
            load = Load("WireMock", port, create("NAME.example"))
            # It keeps a journal of requests in place of zones.
            yield load, lambda: json.loads(
                ask(port, "POST", "/__admin/requests/count", "{}").body)["count"]
