#!/usr/bin/env python3
"""A provisioner with the standard library alone: an order on standard input, the answer on output.

nslab run --target "cmd:examples/provisioner.py"; the contract is docs/partner-contract.md."""
import json, secrets, smtplib, sys
import urllib.error, urllib.parse, urllib.request
import xml.etree.ElementTree as ElementTree
from email.message import EmailMessage

PERMANENT = {"auth", "access", "exists", "limit", "missed", "value", "license"}
RESELLER = "24"

class Failure(Exception):
    def __init__(self, outcome, text, refusal=""):
        super().__init__(text)
        self.outcome, self.refusal = outcome, refusal

def call(panel, func, **form):
    """Calls DNSmanager; the credentials are in the body and never in an address."""
    form = dict(form, func=func, out="xml", authinfo=panel["username"] + ":" + panel["password"])
    try:
        body = urllib.parse.urlencode(form).encode()
        with urllib.request.urlopen(panel["url"], body, timeout=20) as reply:
            doc = ElementTree.fromstring(reply.read())
    except urllib.error.HTTPError as error:
        raise Failure("retry" if error.code >= 500 else "manual", f"HTTP {error.code}")
    except (OSError, ElementTree.ParseError) as error:
        raise Failure("retry", f"{panel['url']} does not answer as a panel: {error}")
    if doc.tag != "doc":
        raise Failure("retry", f"{panel['url']} does not answer as a panel")
    if (refusal := doc.find("error")) is not None:
        text, is_permanent = f"{refusal.get('type')} {refusal.get('object')}", refusal.get("type") in PERMANENT
        raise Failure("manual" if is_permanent else "retry", f"DNSmanager refused: {text}", text)
    return doc

def account(panel, level=None):
    """Name and namespace of the integration's account, which must have this level."""
    who = call(panel, "whoami").find("user")
    if level not in (None, who.get("level")):
        raise Failure("manual", f"'{who.get('name')}' has the wrong role: level {who.get('level')}")
    return who.get("name"), who.get("namespace")

def own_user(panel, login, owner):
    """The user of ours; None when there is none. A foreign one is not touched (NS-58)."""
    try:
        call(panel, "user.edit", elid=login)
    except Failure as failure:
        if failure.refusal in ("missed user", "missed elid"):
            return None
        raise
    user = next(row for row in call(panel, "user").iter("elem") if row.findtext("name") == login)
    if user.findtext("parent") != owner:
        raise Failure("manual", f"the user '{login}' belongs to {user.findtext('parent')}")
    return user

def choose(order):
    if order["plan"]["name_servers"] != "on":
        return "none"
    item = order["service"].get("choice", order["plan"]["default_choice"]).lower()
    item = {"": "none", "own": "private"}.get(item, item)
    if item not in ("provider", "private", "none"):
        raise Failure("manual", f"'{item}' is unknown; the choices are provider, private, none")
    return item

def integration(order, item):
    """The one that made the user, else the first that is ticked; never a second one (NS-42, NS-45)."""
    known, provider = order["service"]["parameters"].get("integration"), order["plan"]["provider"]
    for one in order["integrations"]:
        is_ticked = one.get(f"{item}_ns") and one.get("provider", provider) == provider
        is_usable = not one["retired"] or order["command"] == "close"
        if is_usable and (one["name"] == known or not known and is_ticked):
            return one
    reason = f"{known} was deleted" if known else f"no integration is ticked for {item} name servers"
    raise Failure("manual", reason)

def open_service(order, answer):
    service, item = order["service"], choose(order)
    if int(service["id"]) < 1:
        raise Failure("refused", f"no service has the id {service['id']}")
    if item == "none" or service["status"] == "active":
        return
    panel = integration(order, item)
    login, password = "dns" + service["id"], secrets.token_urlsafe(15)
    owner, shared = account(panel, RESELLER)
    own = {"sok": "ok", "passwd": password, "confirm": password}
    user = own_user(panel, login, owner)
    if user is None:
        space = service.get("namespace") or service.get("domain") or f"{login}.{shared}"
        if item == "private":
            own["namespace"] = space.lower().rstrip(".")
        if own.get("namespace") == shared:
            raise Failure("manual", f"the namespace {shared} is the reseller's own")
        # Noted before the call: when its answer is lost, the next try must ask the same panel.
        answer["parameters"] = {"integration": panel["name"]}
        try:
            call(panel, "user.edit", name=login, **own)
        except Failure as failure:
            if failure.outcome == "manual":
                del answer["parameters"]
            foreign = failure.refusal == "exists user"
            raise Failure("manual", f"the user '{login}' belongs to another") if foreign else failure
        user, own = own_user(panel, login, owner), None
    space = user.findtext("namespace")
    if (space == shared) != (item == "provider"):
        raise Failure("manual", f"the user is in the wrong namespace {space}")
    if own:
        call(panel, "usrparam", su=login, atype="atany", **own)
    send_mail(order, panel["url"], login, password, [f"ns1.{space}", f"ns2.{space}"])
    parameters = {"integration": panel["name"]}
    answer.update(parameters, login=login, namespace=space, parameters=parameters)

def send_mail(order, url, login, password, names):
    message = EmailMessage()
    message["From"], message["To"] = "provider@provider.invalid", order["customer"]["email"]
    message["Subject"] = f"Your DNS access for service {order['service']['id']}"
    lines = [f"Address: {url}", f"Login: {login}", f"Password: {password}", "", *names, "", "Bye"]
    message.set_content("\n".join(lines))
    html = "".join(f"<p>{text}</p>" for text in (url, login, password, *names))
    message.add_alternative(html, subtype="html")
    host, port = order["smtp"].removeprefix("smtp://").split(":")
    with smtplib.SMTP(host, int(port), timeout=20) as server:
        server.send_message(message)

def change_service(order, answer):
    if "integration" not in order["service"]["parameters"]:
        return
    panel, login = integration(order, None), "dns" + order["service"]["id"]
    if order["command"] != "close":
        call(panel, "user." + order["command"], elid=login, sok="ok")
    elif own_user(panel, login, account(panel)[0]) is not None:
        call(panel, "user.delete", elid=login, sok="ok")

def carry_out(order):
    answer = {"outcome": "done"}
    try:
        if order["command"] == "check":
            raise Failure("unsupported", "check of integrations")
        (open_service if order["command"] == "open" else change_service)(order, answer)
    except Failure as failure:
        is_last = failure.outcome == "retry" and order["try"] >= 10
        answer.update(outcome="manual" if is_last else failure.outcome, error=str(failure))
    return answer

if __name__ == "__main__":
    json.dump(carry_out(json.load(sys.stdin)), sys.stdout)
