# Readers: none, empty, two cards, a plain SIM, a card that somebody else holds,
# a card with two eUICCs.
. "$TOP/tests/integration/lib.sh"
keypair

RIG_DIR=$(mktemp -d "$PWD/rig.XXXXXX") "$RIG/with-pcscd" --readers 1 -- sh -c '
  "$S" devices >out 2>err; echo "devices: $?"
  "$S" backup -r "$RCPT" -o x.simstow >out2 2>err2; echo "backup: $?"'
grep -q 'empty' out || fail "an empty reader is not listed as such"
grep '^simstow' err2

card "$CARDS/plain-sim.card" -- sh -c '
  "$S" backup -r "$RCPT" -o x.simstow >out 2>err; echo "plain SIM: $?"'
says "no eUICC"
absent x.simstow

card --card "$CARDS/one.card" --card "$CARDS/5p4n.card" -- sh -c '
  "$S" devices --json >devices
  "$S" backup -r "$RCPT" -o x.simstow >out 2>err; echo "two cards: $?"
  d=$(jq -r ".devices[] | select(.state == \"card\") | .name" devices | tail -n 1)
  "$S" backup -d "$d" -r "$RCPT" -o two.simstow >out2 2>err2; echo "named: $?"
  "$S" backup -d "pcsc:No Such Reader" -r "$RCPT" -o y.simstow >out3 2>err3
  echo "no such reader: $?"'
says "pcsc:"
absent x.simstow y.simstow

card "$CARDS/two-isdr.card" -- sh -c '
  "$S" backup --all-isdr -r "$RCPT" -o isdr.simstow >out 2>err
  echo "two eUICCs: $?"'
"$S" show --json -i id.txt isdr.simstow | jq -r '.euiccs | length'

# held exclusively by another client: a bounded wait, then the reader is named
card "$CARDS/one.card" -- sh -c '
  "$T/card_hold" 3 >held 2>&1 &
  while ! grep -q held held; do sleep 0.1; done
  "$S" backup --wait 1 -r "$RCPT" -o x.simstow >out 2>err
  echo "held: $?"
  "$S" backup --wait 10 -r "$RCPT" -o later.simstow >out2 2>err2
  echo "waited: $?"
  wait'
says "Virtual Reader"
says "hint: "
