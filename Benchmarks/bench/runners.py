"""The same ten HTTP scenarios for gabbi, Tavern, Robot Framework and nslab, as each wants them."""

import json
import urllib.parse
from pathlib import Path

from .servers import NSLAB, ROOT, TOOLS

#: What scripts/bench installs, into a folder of its own.
BIN = TOOLS / "runners/bin"
COUNT = 10
RESELLER = "provider:provider-secret"


def steps(number: int) -> list[tuple[str, dict, str]]:
    """What every scenario does: title, form, and a text that must be in the answer."""
    login, domain = f"bench{number}", f"bench{number}.example"
    user = f"{login}:bench-secret"
    calls = [
        ("makes a user", RESELLER, {"func": "user.edit", "name": login, "passwd": "bench-secret",
                                    "confirm": "bench-secret", "sok": "ok"}, "<ok"),
        ("sees him", RESELLER, {"func": "user"}, f"<name>{login}</name>"),
        ("makes a domain", user, {"func": "domain.edit", "name": domain, "dtype": "master",
                                  "ip": "192.0.2.1", "sok": "ok"}, "<ok"),
        ("sees its records", user, {"func": "domain.record", "elid": domain}, "ns1.company.com."),
        ("removes him", RESELLER, {"func": "user.delete", "elid": login, "sok": "ok"}, "<ok"),
    ]
    return [(title, {"out": "xml", "authinfo": account, **form}, text)
            for title, account, form, text in calls]


def commands(url: str, folder: Path) -> dict[str, list]:
    """Writes the scenarios below a folder, and returns the command of each runner.

    Each is started in the folder of its name. The others ask the panel at the URL; nslab starts its own.
    """
    for name, write in (("gabbi", gabbi), ("tavern", tavern), ("robot", robot), ("nslab", nslab)):
        (folder / name).mkdir()
        for number in range(COUNT):
            write(folder / name, number, url)
    files = sorted(file.name for file in (folder / "gabbi").iterdir())
    return {
        "gabbi": [BIN / "gabbi-run", urllib.parse.urlsplit(url).netloc, "--", *files],
        "tavern": [BIN / "pytest", "-q", "-p", "no:cacheprovider", "."],
        "robot": [BIN / "robot", "--output", "NONE", "--log", "NONE", "--report", "NONE", "."],
        "nslab": [NSLAB, "run", "--target", "http", "--fixtures", ROOT / "fixtures", "."],
    }


def gabbi(folder: Path, number: int, _url: str) -> None:
    tests = [
        {"name": title, "POST": "/dnsmgr", "status": 200,
         "request_headers": {"content-type": "application/x-www-form-urlencoded"},
         "data": urllib.parse.urlencode(form), "response_strings": [text]}
        for title, form, text in steps(number)
    ]
    (folder / f"bench{number}.yaml").write_text(json.dumps({"tests": tests}))


def tavern(folder: Path, number: int, url: str) -> None:
    stages = [
        {"name": title, "request": {"url": url, "method": "POST", "data": form},
         "response": {"status_code": 200, "verify_response_with": {
             "function": "tavern.helpers:validate_regex", "extra_kwargs": {"expression": text}}}}
        for title, form, text in steps(number)
    ]
    (folder / f"test_bench{number}.tavern.yaml").write_text(
        json.dumps({"test_name": f"bench{number}", "stages": stages}))


def robot(folder: Path, number: int, url: str) -> None:
    lines = ["*** Settings ***", "Library    RequestsLibrary", "*** Test Cases ***",
             f"bench{number}"]
    for title, form, text in steps(number):
        pairs = "    ".join(f"{name}={value}" for name, value in form.items())
        lines += [f"    # {title}",
                  f"    ${{form}}=    Create Dictionary    {pairs}",
                  f"    ${{answer}}=    POST    {url}    data=${{form}}    expected_status=200",
                  f"    Should Contain    ${{answer.text}}    {text}"]
    (folder / f"bench{number}.robot").write_text("\n".join(lines) + "\n")


def nslab(folder: Path, number: int, _url: str) -> None:
    body = [
        {"name": title,
         "api": {"func": form["func"], "form": {k: v for k, v in form.items() if k != "func"}},
         "check": [{"clause": "NS-06", "body": {"contains": text}}]}
        for title, form, text in steps(number)
    ]
    (folder / f"bench{number}.yaml").write_text(json.dumps({
        "scenario": f"bench{number}", "title": "The same as the others do",
        "panels": {"first": "provider"}, "steps": body}))
