#!/usr/bin/env python3
"""A script cut out of a browser: the cookie, the Referer, and the JSON of the panel's own pages."""

import json
from http.client import HTTPConnection, HTTPSConnection
from urllib.parse import urlencode

from panel import LOGIN, PASSWORD, TIMEOUT, URL, ZONE, context, expect, finish

tls = context()
jar = {}
HOME = f"{URL.scheme}://{URL.netloc}{URL.path}"
# What a page adds to its calls; none of it may matter.
NOISE = {"clicked_button": "ok", "progressid": "false", "sfrom": "ajax", "operafake": "1700000000000"}


def send(method, parameters, referer=HOME):
    """Returns the answer with its Set-Cookie lines, and keeps the cookies."""
    connection = (
        HTTPSConnection(URL.hostname, URL.port, timeout=TIMEOUT, context=tls)
        if tls
        else HTTPConnection(URL.hostname, URL.port, timeout=TIMEOUT)
    )
    headers = {"Cookie": "; ".join([f"{n}={v}" for n, v in jar.items()] + ["dnsmgrlang5=orion:en"])}
    if referer:
        headers["Referer"] = referer
    query = urlencode(parameters)
    if method == "GET":
        connection.request("GET", f"{URL.path}?{query}", headers=headers)
    else:
        headers["Content-Type"] = "application/x-www-form-urlencoded; charset=UTF-8"
        connection.request("POST", URL.path, query, headers)
    response = connection.getresponse()
    body = response.read().decode("utf-8")
    lines = response.headers.get_all("Set-Cookie") or []
    for line in lines:
        name, _, value = line.partition(";")[0].partition("=")
        jar[name] = value
    connection.close()
    return body, lines


def call(func, method="POST", referer=HOME, **parameters):
    """Calls without `out`; the pages' JSON has escapes that JSON does not know."""
    body, _ = send(method, {"func": func, **NOISE, **parameters}, referer)
    return json.loads(body.replace("\\'", "'"))


def column(func, name, **parameters):
    return [row[name]["v"] for row in call(func, "GET", **parameters)["content"]]


def succeeded(answer):
    return "error" not in answer and "ok" in answer


def refusal(answer):
    return answer.get("error", {}).get("type")


page, _ = send("GET", {})
expect("the start page is a page", page.lstrip().lower().startswith("<!doctype html>"), page)
_, lines = send("POST", {"func": "auth", "username": LOGIN, "password": "not the password"})
expect("a wrong password sets no cookie", lines == [], lines)
_, lines = send("POST", {"func": "auth", "username": LOGIN, "password": PASSWORD, "theme": "orion"})
expect("signing in sets one cookie of the panel", len([l for l in lines if "dnsmgr" in l]) == 1, lines)
expect("which no script can read", "httponly" in lines[0].lower(), lines)
expect("and which is for TLS alone where there is TLS",
       ("secure" in lines[0].lower()) == (URL.scheme == "https"), lines)

new = {"name": ZONE, "dtype": "master", "ip": "192.0.2.13", "zoom-ip": "", "sok": "ok"}
foreign = call("domain.edit", referer="https://elsewhere.example/dnsmgr", **new)
expect("a change from a page elsewhere is to be confirmed", refusal(foreign) == "referer_confirm", foreign)
expect("and nothing was made", ZONE not in column("domain", "name"))
made = call("domain.edit", referer=None, **{**new, "sok": "yes"})
expect("the confirmed call makes the domain", succeeded(made), made)
again = call("domain.edit", **new)
expect("the same domain again is refused", refusal(again) == "exists", again)
expect("the list has the domain", column("domain", "name").count(ZONE) == 1)
call("domain.filter", name=ZONE, user="*", dtype="*", sok="ok")
expect("a stored filter narrows the list", column("domain", "name") == [ZONE])
call("domain.filter", name="no.example", sok="ok")
expect("an empty list is an empty array", call("domain", "GET")["content"] == [])
call("domain.filter", name="", user="", dtype="", sok="ok")

record = {"plid": ZONE, "name": "note", "rtype": "txt", "value": "it's here", "sok": "ok"}
made = call("domain.record.edit", **record)
expect("a record is made", succeeded(made), made)
again = call("domain.record.edit", **record)
expect("the same record again is refused", refusal(again) == "exists", again)
raw, _ = send("GET", {"func": "domain.record", "elid": ZONE, **NOISE})
expect("the pages' JSON escapes the apostrophe", "it\\'s here" in raw, raw)
key = f"note.{ZONE}. TXT  it's here"
expect("the list has its key", key in column("domain.record", "rkey", elid=ZONE))
changed = call("domain.record.edit", **{**record, "elid": key, "value": "it was here"})
expect("a record is changed", succeeded(changed), changed)
keys = [k for k in column("domain.record", "rkey", elid=ZONE) if k.startswith("note.")]
expect("the list has the new key alone", keys == [f"note.{ZONE}. TXT  it was here"], keys)
gone = call("domain.record.delete", plid=ZONE, elid=keys[0], elname=keys[0])
expect("a record is deleted", succeeded(gone), gone)
expect("and deleting it again is ok", succeeded(call("domain.record.delete", plid=ZONE, elid=keys[0])))
expect("the record is gone", keys[0] not in column("domain.record", "rkey", elid=ZONE))

changed = call("domain.edit", elid=ZONE, email="dns@browser.example", sok="ok")
expect("a domain is changed", succeeded(changed), changed)
form = call("domain.edit", "GET", elid=ZONE)["content"][0]
expect("its form has the change", form["email"]["v"] == "dns@browser.example", form)
gone = call("domain.delete", elid=ZONE, elname=ZONE, plid="", tconvert="punycode", sok="ok")
expect("a domain is deleted", succeeded(gone), gone)
expect("and deleting it again is ok", succeeded(call("domain.delete", elid=ZONE, sok="ok")))
expect("the domain is gone", ZONE not in column("domain", "name"))
send("GET", {"func": "logout"})
expect("after signing out the cookie is worth nothing", refusal(call("domain", "GET")) == "auth")
finish()
