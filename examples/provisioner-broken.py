#!/usr/bin/env python3
"""The same provisioner with one mistake: it uses the last integration that is ticked, not the first.

nslab run --target "cmd:examples/provisioner-broken.py" fails on NS-42 and says so."""
import json, sys
import provisioner

use_first = provisioner.integration

def use_last(order, item):
    return use_first(dict(order, integrations=order["integrations"][::-1]), item)

provisioner.integration = use_last
json.dump(provisioner.carry_out(json.load(sys.stdin)), sys.stdout)
