#!/usr/bin/env bash
# A bridge between panels: it reads the trees of json and sjson with jq.
set -euo pipefail
. "$(dirname "$0")/checks.sh"

# is FILTER [NAME VALUE]… says whether the filter is true of the last body.
is() {
  local filter=$1 named=()
  shift
  while [ $# -gt 1 ]; do
    named+=(--arg "$1" "$2")
    shift 2
  done
  printf '%s' "$body" | jq -e "${named[@]}" "$filter" >/dev/null
}
done_='.doc.ok == {} and (.doc | has("error") | not)'

body=$(printf 'url = "%s"\nsilent\nfail\n%s\ndata-urlencode = "username=%s"\ndata-urlencode = "password=%s"\ndata = "func=auth&out=json&lang=ua"\n' \
  "$PANEL_URL" "${PANEL_CA:+cacert = \"$PANEL_CA\"}" "$PANEL_LOGIN" "$PANEL_PASSWORD" | curl --config -)
expect 'json: a session is opened, and found in both places' is '.doc.auth["$id"] == .doc.auth["$"] and (.doc.auth["$"] | test("^[0-9a-f]{24}$"))'

body=$(call domain.edit sjson sok=yes "name=$ZONE" ip=192.0.2.8 plid=new elid=)
expect 'sjson: a domain is made' is "$done_"
expect 'sjson: with the messages that one program takes for success' is '.doc | has("messages")'
body=$(call domain.edit json sok=ok "name=$ZONE" ip=192.0.2.8)
expect 'json: the same domain again is refused' is '.doc.error["$type"] == "exists" and .doc.error["$object"] == "domain"'
expect 'json: with the template that one program compares' is $'.doc.error.group["$"] == "__object__ with \'__value__\' already exists"'
body=$(call domain json)
expect 'json: the list has the domain' is '[.doc.elem[] | select(.name["$"] == $zone)] | length == 1' zone "$ZONE"
body=$(call domain sjson filter=on "name=$ZONE")
expect 'sjson: one row is an array too' is '.doc.elem | type == "array" and length == 1'
expect 'sjson: no column is empty' is 'all(.doc.elem[0][]; .["$"] | type == "string" and length > 0)'
body=$(call domain sjson filter=on "name=no-$ZONE")
expect 'sjson: an empty list has no elem' is '.doc | has("elem") | not'

body=$(call domain.record.edit sjson sok=ok "plid=$ZONE" name=mail2 rtype=mx domain=mx.client.example. priority=30)
expect 'sjson: a record is made' is "$done_"
body=$(call domain.record.edit json sok=ok "plid=$ZONE" name=mail2 rtype=MX domain=mx.client.example. priority=30)
expect 'json: the same record again is refused' is '.doc.error["$type"] == "exists"'
body=$(call domain.record json "elid=$ZONE")
key=$(printf '%s' "$body" | jq -r --arg name "mail2.$ZONE." '.doc.elem[] | select(.name["$"] == $name) | .rkey["$"]')
expect 'json: the key has the priority between single blanks' test "$key" = "mail2.$ZONE. MX 30 mx.client.example."
body=$(call domain.record.edit sjson sok=ok "plid=$ZONE" "elid=$key" name=mail2 rtype=mx domain=mx.client.example. priority=40)
expect 'sjson: a record is changed' is "$done_"
body=$(call domain.record sjson "elid=$ZONE")
expect 'sjson: the list has the new key and not the old' is '[.doc.elem[].rkey["$"] | select(startswith("mail2."))] == [$key]' key "mail2.$ZONE. MX 40 mx.client.example."
body=$(call domain.record.delete json "plid=$ZONE" "elid=mail2.$ZONE. MX 40 mx.client.example.")
expect 'json: a record is deleted' is "$done_"
body=$(call domain.record.delete sjson "plid=$ZONE" "elid=mail2.$ZONE. MX 40 mx.client.example.")
expect 'sjson: deleting it again is ok' is "$done_"
body=$(call domain.record json "elid=$ZONE")
expect 'json: the record is gone' is 'all(.doc.elem[].name["$"]; startswith("mail2.") | not)'

body=$(call domain.edit json "elid=$ZONE" dnssec=on sok=ok)
expect 'json: a domain is changed' is "$done_"
body=$(call domain.edit json "elid=$ZONE")
expect 'json: the form has the change' is '.doc.dnssec["$"] == "on"'
body=$(call domain.delete sjson "elid=$ZONE" elname= plid=)
expect 'sjson: a domain is deleted' is "$done_"
body=$(call domain.delete json "elid=$ZONE")
expect 'json: deleting it again is ok' is "$done_"
body=$(call domain json)
expect 'json: the domain is gone' is '[.doc.elem[]? | select(.name["$"] == $zone)] == []' zone "$ZONE"
finish
