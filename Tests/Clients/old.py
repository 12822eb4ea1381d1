#!/usr/bin/env python3
"""A billing module of the version-4 age: HTTP/1.0 by hand, an XML reader, the old path and fields."""

import socket
from urllib.parse import quote
from xml.etree import ElementTree

from panel import LOGIN, PASSWORD, TIMEOUT, URL, ZONE, context, expect, finish

PATH = "/manager/dnsmgr"
tls = context()
oddities = []


def call(func, **parameters):
    """Sends one request on a connection of its own and reads until the server closes."""
    pairs = {"out": "xml", "func": func, **parameters, "authinfo": f"{LOGIN}:{PASSWORD}"}
    body = "&&" + "&".join(f"{name}={quote(value, safe='')}" for name, value in pairs.items())
    head = (
        f"POST {PATH} HTTP/1.0\r\nHost: {URL.hostname}\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    plain = socket.create_connection((URL.hostname, URL.port), timeout=TIMEOUT)
    stream = tls.wrap_socket(plain, server_hostname=URL.hostname) if tls else plain
    with stream:
        stream.sendall((head + body).encode("utf-8"))
        answer = b""
        while chunk := stream.recv(65536):
            answer += chunk
    head, _, content = answer.partition(b"\r\n\r\n")
    lines = head.decode("latin-1").split("\r\n")
    headers = {n.lower(): v.strip() for n, _, v in (line.partition(":") for line in lines[1:])}
    if lines[0].split(" ")[1] != "200" or headers.get("content-type") != "text/xml":
        oddities.append((func, lines))
    if "transfer-encoding" in headers:
        oddities.append((func, "chunks for HTTP/1.0"))
    if not content.startswith(b'<?xml version="1.0" encoding="UTF-8"?>\n<doc'):
        oddities.append((func, content[:80]))
    if content.strip().count(b"\n") != 1:
        oddities.append((func, "more than one line after the declaration"))
    return ElementTree.fromstring(content)


def succeeded(doc):
    return doc.find("ok") is not None and doc.find("error") is None


def refusal(doc):
    error = doc.find("error")
    return None if error is None else (error.get("type"), error.get("object"), bool(error.findtext("msg")))


def column(doc, name):
    return [row.findtext(name) for row in doc.findall("elem")]


made = call("domain.edit", sok="yes", name=ZONE, ip="192.0.2.10", masterip="192.0.2.1", elid="")
expect("a domain is made", succeeded(made), ElementTree.tostring(made))
again = call("domain.edit", sok="yes", name=f"{ZONE}.", ip="192.0.2.10")
expect("the same domain with a final dot is refused",
       refusal(again) == ("exists", "domain", True), ElementTree.tostring(again))
expect("the list has the domain once", column(call("domain"), "name").count(ZONE) == 1)
slave = call("domain.edit", sok="yes", name=f"slave-{ZONE}", dtype="slave", master="192.0.2.1")
expect("a slave is made with the old field", succeeded(slave), ElementTree.tostring(slave))
expect("and deleted", succeeded(call("domain.delete", elid=f"slave-{ZONE}", sok="yes")))

host = {"plid": ZONE, "name": f"host.{ZONE}.", "rtype": "A", "sok": "yes"}
made = call("domain.record.edit", ip="192.0.2.11", **host)
expect("a record is made", succeeded(made), ElementTree.tostring(made))
again = call("domain.record.edit", ip="192.0.2.11", **host)
expect("the same record again is refused",
       refusal(again) == ("exists", "record", True), ElementTree.tostring(again))
key = f"host.{ZONE}. A  192.0.2.11"
expect("the list has its key, two blanks included",
       key in column(call("domain.record", elid=ZONE), "rkey"))
changed = call("domain.record.edit", ip="192.0.2.12", elid=key, **host)
expect("a record is changed", succeeded(changed), ElementTree.tostring(changed))
keys = column(call("domain.record", elid=ZONE), "rkey")
expect("the list has the new key alone",
       [k for k in keys if k.startswith("host.")] == [f"host.{ZONE}. A  192.0.2.12"], keys)
text = 'a <b> & "c" \u0434\u0430; d=e'
made = call("domain.record.edit", plid=ZONE, name="text", rtype="txt", value=text, sok="yes")
expect("a text with markup and Cyrillic letters is made", succeeded(made))
expect("and read back as it was", text in column(call("domain.record", elid=ZONE), "value"))
both = f"host.{ZONE}. A  192.0.2.12, text.{ZONE}. TXT  {text}"
expect("two records are deleted at once", succeeded(call("domain.record.delete", plid=ZONE, elid=both)))
names = column(call("domain.record", elid=ZONE), "name")
expect("both are gone", not {f"host.{ZONE}.", f"text.{ZONE}."} & set(names), names)
expect("and deleting them again is ok", succeeded(call("domain.record.delete", plid=ZONE, elid=both)))

missing = call("user.edit", elid="no-such-user")
expect("looking at a user who is not there is an error", (refusal(missing) or [""])[0] == "missed",
       ElementTree.tostring(missing))
changed = call("domain.edit", elid=ZONE, email="dns@old.example", sok="yes")
expect("a domain is changed", succeeded(changed), ElementTree.tostring(changed))
expect("its form has the change", call("domain.edit", elid=ZONE).findtext("email") == "dns@old.example")
expect("a domain is deleted", succeeded(call("domain.delete", elid=ZONE)))
expect("and deleting it again is ok", succeeded(call("domain.delete", elid=ZONE, sok="yes")))
expect("the domain is gone", ZONE not in column(call("domain"), "name"))
expect("every answer was formally right", oddities == [], oddities)
finish()
