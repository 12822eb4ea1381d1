"""What the Python clients share: where the panel is, and how a check is told."""

import os
import ssl
import sys
from urllib.parse import urlsplit

URL = urlsplit(os.environ["PANEL_URL"])
LOGIN = os.environ["PANEL_LOGIN"]
PASSWORD = os.environ["PANEL_PASSWORD"]
ZONE = os.environ["ZONE"]
TIMEOUT = 20

failures = 0


def context():
    """Trusts the given certificate and nothing else; None for plain HTTP."""
    if URL.scheme != "https":
        return None
    return ssl.create_default_context(cafile=os.environ["PANEL_CA"])


def expect(what, passed, seen=""):
    """Prints how a check went; what was seen goes to standard error when it failed."""
    global failures
    print(f"{'ok' if passed else 'not ok'} {what}")
    if not passed:
        failures += 1
        print(f"  # {str(seen)[:1000]}", file=sys.stderr)


def finish():
    sys.exit(1 if failures else 0)
