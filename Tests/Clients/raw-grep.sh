#!/usr/bin/env bash
# A hook of the acme.sh kind: it never parses, it searches the body.
set -euo pipefail
. "$(dirname "$0")/checks.sh"

has() { printf '%s' "$body" | grep -qF -- "$1"; }
hasnt() { ! has "$1"; }
line() { printf '%s\n' "$body" | grep -E -- "$1" | grep -qF -- "$2"; }
challenge='v=spf1 include:a.example; p="q" -all'

body=$(call domain.edit JSONdata sok=ok elid= "name=$ZONE" dtype=master ip=192.0.2.7)
expect 'JSONdata: a domain is made' has '"ok":""'
body=$(call domain.edit JSONdata sok=ok "name=$ZONE" dtype=master ip=192.0.2.7)
expect 'JSONdata: the same domain again is refused' hasnt '"ok"'
expect 'JSONdata: a refusal does not hold what was sent' hasnt "$ZONE"
body=$(call domain bjson)
expect 'bjson: the list has the domain' has "\"name\":\"$ZONE\""
body=$(call domain bjson filter=on "name=no-$ZONE")
expect 'bjson: a candidate that is not there is not found' hasnt "\"name\":\"no-$ZONE\""
body=$(call domain text)
expect 'text: the list has the domain on a line of its own' line "(^| )name=$ZONE( |$)" "dtype=master"
expect 'text: the name is the seventh word of the line' line '^([^ ]+ ){6}name=' "name=$ZONE "

body=$(call domain.record.edit JSONdata sok=ok "plid=$ZONE" name=_acme-challenge rtype=txt ttl=60 "ip=$challenge" "value=$challenge")
expect 'JSONdata: a record is made' has '"ok":""'
expect 'JSONdata: the answer holds what was saved' has 'v=spf1 include:a.example; p=\"q\" -all'
body=$(call domain.record.edit text sok=ok "plid=$ZONE" name=_acme-challenge rtype=txt ttl=60 "value=$challenge")
expect 'text: the same record again is refused' has 'ERROR exists('
expect 'text: a refusal is no success' hasnt 'OK'
body=$(call domain.record text "elid=$ZONE")
expect 'text: the list has the record with its key' line "rtype=TXT" "rkey=_acme-challenge.$ZONE. TXT  $challenge"
body=$(call domain.record.edit text sok=ok "plid=$ZONE" "elid=_acme-challenge.$ZONE. TXT  $challenge" name=_acme-challenge rtype=txt value=changed)
expect 'text: a record is changed' has 'OK'
body=$(call domain.record bjson "elid=$ZONE")
expect 'bjson: the list has the new value' has '"value":"changed"'
expect 'bjson: the old value is gone' hasnt 'include:a.example'
body=$(call domain.record.delete bjson "plid=$ZONE" name=_acme-challenge)
expect 'bjson: deleting without a key is ok' has '"ok":true'
body=$(call domain.record bjson "elid=$ZONE")
expect 'bjson: and deletes nothing' has '"value":"changed"'
body=$(call domain.record.delete bjson "plid=$ZONE" "elid=_acme-challenge.$ZONE. TXT  changed")
expect 'bjson: a record is deleted' has '"ok":true'
body=$(call domain.record.delete JSONdata "plid=$ZONE" "elid=_acme-challenge.$ZONE. TXT  changed" sok=ok)
expect 'JSONdata: deleting it again is ok' has '"ok":""'
body=$(call domain.record JSONdata "elid=$ZONE")
expect 'JSONdata: the record is gone' hasnt '_acme-challenge'

body=$(call domain.edit text "elid=$ZONE" email=dns@client.example sok=ok)
expect 'text: a domain is changed' has 'OK'
body=$(call domain.edit text "elid=$ZONE")
expect 'text: the form has the change' line '^email=' 'dns@client.example'
body=$(call domain.delete text "elid=$ZONE")
expect 'text: a domain is deleted' has 'OK'
body=$(call domain.delete JSONdata "elid=$ZONE" sok=ok)
expect 'JSONdata: deleting it again is ok' has '"ok":""'
body=$(call domain JSONdata)
expect 'JSONdata: the domain is gone' hasnt "\"$ZONE\""
finish
