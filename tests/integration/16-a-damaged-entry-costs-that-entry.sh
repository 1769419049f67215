# A list with a damaged second profile yields the first and the third, a named
# gap and status 3. Ninety profiles with icons of 1,000 bytes are read whole.
. "$TOP/tests/integration/lib.sh"
keypair
got=0
card "$CARDS/damaged-second.card" -- sh -c '
  "$S" backup -r "$RCPT" -o d.simstow >out 2>err; exit $?' || got=$?
[ "$got" -eq 3 ] || { cat err >&2; fail "status $got"; }
says "profile 2"
"$S" show --json -i id.txt d.simstow >shown || fail "show"
[ "$(jq '.profiles | length' shown)" -eq 2 ] || fail "profiles"
jq -r '.gaps[] | .what + ": " + .reason' shown
[ "$(jq -r '.gaps[0].member' shown)" != null ] || fail "raw bytes not named"

card "$CARDS/ninety-icons.card" -- sh -c '
  "$S" backup --icons -r "$RCPT" -o n.simstow >out 2>err' || {
  cat err >&2
  fail "ninety"
}
"$S" show --json -i id.txt n.simstow >shown || fail "show ninety"
echo "$(jq '.profiles | length' shown) profiles," \
  "$(jq '[.profiles[] | select(.icon)] | length' shown) icons"
[ "$(jq '[.members[] | select(.what == "icon" and .size == 1000)] | length' \
  shown)" -eq 90 ] || fail "icons of 1000 bytes"
[ "$(jq '[.members[] | select(.name | test("BF2D"))][0].size' shown)" \
  -gt 98000 ] || fail "the raw list"
