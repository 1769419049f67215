# A reader that the PC/SC service has and that is on USB is one reader: listed
# once, taken through the service, whichever name it is given. Readers that the
# service has not are read without it; those that cannot be had say why.
. "$TOP/tests/integration/lib.sh"
keypair
one=$CARDS/one.card
two=$CARDS/5p4n.card

# pcscd and the program on the same bus
usb_reader "$one" --pcscd --keep-preload -- sh -c '
  "$S" devices --json >devices 2>err0 || exit 1
  "$S" backup -d ccid:1-1 -r "$RCPT" -o a.simstow >out 2>err1 || exit 2
  "$S" backup -r "$RCPT" -o b.simstow >out 2>err2 || exit 3
  : >held
  "$T/card_hold" 4 >held 2>&1 &
  while ! grep -q held held; do sleep 0.1; done
  "$S" devices --json >held.json 2>err3 || exit 4
  "$S" backup --wait 0 -d ccid:1-1 -r "$RCPT" -o x.simstow >out 2>err
  [ $? -eq 4 ] || exit 5
  wait' || fail "pcscd on the same bus: $?"
jq -r '.devices[] | "\(.kind) \(.state) \(.also)"' devices
jq -r '.devices[] | "held: \(.kind) \(.state) \(.also)"' held.json
[ ! -s err0 ] || fail "devices says: $(cat err0)"
grep 'the PC/SC service holds it' err1
says 'held by another program'
absent x.simstow
for f in a b; do
  "$S" show --json -i id.txt $f.simstow | jq -r .device.reachedBy
done

# two slots, with the service and without
for service in '--pcscd --keep-preload' ''; do
  rm -f s.simstow
  # shellcheck disable=SC2086 # words, or none
  usb_reader --card "$one" --card "$two" $service -- sh -c '
    "$S" devices --json >devices || exit 1
    "$S" backup -d ccid:1-1#1 -r "$RCPT" -o s.simstow >out2 2>err2 || exit 2
    "$S" backup -d ccid:1-1#2 -r "$RCPT" -o y.simstow >out3 2>err3
    [ $? -eq 4 ] || exit 3
    "$S" backup -r "$RCPT" -o y.simstow >out 2>err
    [ $? -eq 2 ] || exit 4' || { cat err2 err3 err >&2; fail "two slots: $?"; }
  jq -r '.devices[] | "\(.name) \(.state) \(.also)"' devices
  says 'several readers have a card: '
  "$S" show --json -i id.txt s.simstow |
    jq -r '"\(.device.reachedBy): \(.profiles | length) profiles"'
  grep -q 'ccid:1-1#2: no such reader' err3 || fail "a slot that is not there"
  absent y.simstow
done

# no service: no word about it
usb_reader "$one" -- sh -c '
  "$S" devices >out 2>err || exit 1
  "$S" backup -r "$RCPT" -o c.simstow >out2 2>err2' || fail "no service"
cat out err
"$S" show --json -i id.txt c.simstow | jq -r .device.reachedBy

# cannot be had: by itself, by name, and as one of none
closed() {
  usb_reader "$@" -- sh -c '
    "$S" devices; echo "devices: $?"
    for d in "-d ccid:1-1 --wait 0" ""; do
      "$S" backup $d -r "$RCPT" -o x.simstow; echo "backup: $?"
    done' 2>&1
  absent x.simstow
}
closed "$one" --reader --fault busy
closed "$one" --reader --fault forbidden
closed "$one" --reader --level character
closed "$one" --out

# a reader that says nothing is asked for a moment only
usb_reader --card "$one" --card "$two" --reader --fault silent=1 -- sh -c '
  start=$(date +%s)
  "$S" devices --json >devices
  [ $(($(date +%s) - start)) -le 4 ]' || fail "silent: too long"
jq -r '.devices[] | "\(.name) \(.state) \(.why)"' devices

# two of ours: the later one waits for the end of the first
usb_reader "$one" --fault slow=100 -- sh -c '
  "$S" backup -d ccid:1-1 -r "$RCPT" -o first.simstow >out1 2>err1 &
  sleep 0.5
  "$S" devices --json | jq -r ".devices[].state"
  "$S" backup --wait 0 -d ccid:1-1 -r "$RCPT" -o x.simstow 2>&1
  "$S" backup --wait 10 -d ccid:1-1 -r "$RCPT" -o late.simstow >out 2>err
  echo "waited: $?"
  wait'
absent x.simstow
