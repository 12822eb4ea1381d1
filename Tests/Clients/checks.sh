# What the shell clients share: calls through curl, and the lines that say how a check went.

failures=0

# call FUNC OUT NAME=VALUE… prints the body of the answer. The parameters go in over standard input:
# a password has no place in a list of arguments.
call() {
  local func=$1 out=$2
  shift 2
  {
    printf 'url = "%s"\nsilent\nshow-error\nfail\nmax-time = 20\n' "$PANEL_URL"
    [ -z "${PANEL_CA:-}" ] || printf 'cacert = "%s"\n' "$PANEL_CA"
    local pair
    for pair in "authinfo=$PANEL_LOGIN:$PANEL_PASSWORD" "out=$out" "func=$func" "$@"; do
      pair=${pair//\\/\\\\}
      printf 'data-urlencode = "%s"\n' "${pair//\"/\\\"}"
    done
  } | curl --config -
}

# expect WHAT COMMAND… says whether the command succeeds.
expect() {
  local what=$1
  shift
  if "$@"; then
    echo "ok $what"
  else
    echo "not ok $what"
    printf '%s\n' "$body" | head -c 1000 | sed 's/^/  # /' >&2
    failures=$((failures + 1))
  fi
}

finish() { [ "$failures" -eq 0 ]; }
