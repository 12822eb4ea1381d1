#!/usr/bin/env python3
"""A strict SDK: it reads every column, checks every type, and keeps one connection."""

import json
from http.client import HTTPConnection, HTTPSConnection
from urllib.parse import urlencode

from panel import LOGIN, PASSWORD, TIMEOUT, URL, ZONE, context, expect, finish

DOMAIN_COLUMNS = ["active", "curruser", "dnssecstatus", "dtype", "name", "published", "user"]
RECORD_COLUMNS = ["name", "rkey", "rkey_name", "rtype", "rtype_hidden", "ttl", "value"]
tls = context()
connection = (
    HTTPSConnection(URL.hostname, URL.port, timeout=TIMEOUT, context=tls)
    if tls
    else HTTPConnection(URL.hostname, URL.port, timeout=TIMEOUT)
)
sockets = set()
oddities = []


def call(func, **parameters):
    """Posts a call and returns its `doc`; what is not as it must be is remembered."""
    query = {"authinfo": f"{LOGIN}:{PASSWORD}", "out": "json", "func": func, **parameters}
    connection.request(
        "POST", URL.path, urlencode(query), {"Content-Type": "application/x-www-form-urlencoded"}
    )
    sockets.add(connection.sock)
    response = connection.getresponse()
    body = response.read()
    if response.status != 200 or response.getheader("Content-Type") != "application/json":
        oddities.append((func, response.status, response.getheader("Content-Type")))
    if str(len(body)) != response.getheader("Content-Length"):
        oddities.append((func, "Content-Length", response.getheader("Content-Length"), len(body)))
    doc = json.loads(body.decode("utf-8"))["doc"]
    # A refusal may come without everything that surrounds an answer.
    if "error" not in doc and (doc["$func"] != func or doc["tparams"]["func"]["$"] != func):
        oddities.append((func, doc["$func"], doc["tparams"]))
    if PASSWORD in body.decode("utf-8"):
        oddities.append((func, "echoes the password"))
    return doc


def rows(doc, columns):
    """The rows as dictionaries; raises KeyError or TypeError where a column is not a text."""
    result = [{column: row[column]["$"] for column in columns} for row in doc.get("elem", [])]
    for row in result:
        for column, text in row.items():
            if not isinstance(text, str) or text == "":
                raise TypeError(f"{column} is {text!r}")
    return result


def refusal(doc):
    error = doc.get("error", {})
    if error and not (error["msg"]["$"] and error["group"]["$"] and error["$lang"] == "en"):
        oddities.append(error)
    return error.get("$type"), error.get("$object")


def domains():
    return {row["name"]: row for row in rows(call("domain"), DOMAIN_COLUMNS)}


def records():
    return {row["rkey"]: row for row in rows(call("domain.record", elid=ZONE), RECORD_COLUMNS)}


made = call("domain.edit", name=ZONE, dtype="master", ip="192.0.2.9", masterip="", sok="ok")
expect("a domain is made", made.get("ok") == {}, made)
again = call("domain.edit", name=ZONE.upper(), dtype="master", ip="192.0.2.9", sok="ok")
expect("the same domain in capitals is refused", refusal(again) == ("exists", "domain"), again)
mine = domains().get(ZONE)
expect("the list has it with every column", mine is not None, mine)
expect("as a master of the caller", mine["dtype"] == "master" and mine["user"] == LOGIN, mine)

first = records()
types = {row["rtype"] for row in first.values()}
expect("a new zone has its records", {"SOA", "NS", "A", "MX"} <= types, types)
expect(
    "every name is absolute and every type in capitals",
    all(r["name"].endswith(f"{ZONE}.") and r["rtype"].isupper() for r in first.values()),
    first,
)
expect("every lifetime is a number", all(r["ttl"].isdigit() for r in first.values()), first)

service = {"plid": ZONE, "name": "_sip._tcp", "rtype": "srv", "srvdomain": "sip.client.example.",
           "priority": "5", "weight": "6", "port": "5060", "ttl": "300", "sok": "ok"}
made = call("domain.record.edit", **service)
expect("a record is made", made.get("ok") == {}, made)
new = {key: row for key, row in records().items() if key not in first and row["rtype"] != "SOA"}
expect("the list has one more", len(new) == 1, new)
key = next(iter(new))
expect("the answer had its key", made["id"]["$"] == key, made)
again = call("domain.record.edit", **service)
expect("the same record again is refused", refusal(again) == ("exists", "record"), again)
changed = call("domain.record.edit", elid=key, **{**service, "port": "5061", "ttl": "600"})
expect("a record is changed", changed.get("ok") == {}, changed)
after = records()
expect("it has the new lifetime", after[changed["id"]["$"]]["ttl"] == "600", after)
form = call("domain.record.edit", plid=ZONE, elid=changed["id"]["$"])
expect("its form has the new port", form["port"]["$"] == "5061", form)
gone = call("domain.record.delete", plid=ZONE, elid=changed["id"]["$"])
expect("a record is deleted", gone.get("ok") == {}, gone)
expect("and deleting it again is ok", call("domain.record.delete", plid=ZONE,
                                         elid=changed["id"]["$"]).get("ok") == {})
left = {row["rkey"] for row in records().values() if row["rtype"] != "SOA"}
expect("the others are still there", left == {k for k, r in first.items() if r["rtype"] != "SOA"})

changed = call("domain.edit", elid=ZONE, email="dns@strict.example", sok="ok")
expect("a domain is changed", changed.get("ok") == {}, changed)
form = call("domain.edit", elid=ZONE)
expect("its form has the new mailbox", form["email"]["$"] == "dns@strict.example", form)
expect("a domain is deleted", call("domain.delete", elid=ZONE).get("ok") == {})
expect("and deleting it again is ok", call("domain.delete", elid=ZONE).get("ok") == {})
expect("the domain is gone", ZONE not in domains())
expect("one connection was enough", len(sockets) == 1, sockets)
expect("every answer was formally right", oddities == [], oddities)
finish()
