# Of several devices in a vault the plan is for the one that is named; lines of
# the others receive messages, and are not planned for.
. "$TOP/tests/integration/lib.sh"
keypair
pass="-i id.txt"
card "$CARDS/5p4n.card" -- sh -ec '
  "$S" backup -r "$RCPT" --label "travel card" -o a.simstow >/dev/null' </dev/null
card "$CARDS/usim.card" -- sh -ec '
  "$S" backup -r "$RCPT" --label "old phone" -o b.simstow >/dev/null' \
  </dev/null || [ $? -eq 3 ] || fail "backup"
usim=$("$S" show $pass --json b.simstow | jq -r '.profiles[0].iccid')
run 0 "$S" line set 8944476500123456787 --second-factor "$usim" -r "$RCPT" \
  -o line.simstow

# without --of all of them are one, and that is said
run 0 "$S" plan $pass -s lost --json a.simstow b.simstow line.simstow
cp out all.json
[ "$(jq '.lines | length' all.json)" -eq 6 ] || fail "all lines"
run 0 "$S" plan $pass -s lost a.simstow b.simstow line.simstow
says 'travel card, old phone; --of names the one it happened to'

# the card is lost, the phone in hand: its line gets the message at once
run 0 "$S" plan $pass -s lost --of "Travel Card" --json \
  a.simstow b.simstow line.simstow
[ "$(jq '.lines | length' out)" -eq 5 ] || fail "lines of the card alone"
jq -e 'all(.lines[]; .after == null)' out >/dev/null || fail "waits"
jq -e '.lines[] | select(.iccid == "8944476500123456787") | .basis[] |
  select(.claim | test("device in hand"))' out >/dev/null || fail "basis"

# the other way round
run 0 "$S" plan $pass -s lost --of "old phone" --json \
  a.simstow b.simstow line.simstow
[ "$(jq -r '.lines[].iccid' out)" = "$usim" ] || fail "the line of the phone"

run 2 "$S" plan $pass --of "no such" a.simstow b.simstow
says 'no such device'
says 'there are: travel card, old phone'
run 2 "$S" plan $pass --of "no such" --redact a.simstow b.simstow
if grep -q 'travel card' err; then fail "told with --redact"; fi
run 2 "$S" plan $pass --all --of "travel card" a.simstow
says 'not with --of'
exit 0
