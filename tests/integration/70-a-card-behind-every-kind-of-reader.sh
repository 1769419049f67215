# The same eUICC through PC/SC and through readers on libusb of every kind:
# equal snapshots but for the way they were reached, and nothing that the reader
# or the card holds against the host.
. "$TOP/tests/integration/lib.sh"
keypair

same() {
  "$S" show --json -i id.txt "$1" >full.json || fail "show $1"
  jq -S 'del(.created, .device.reachedBy, .device.way)' full.json
}

# reference NAME [vcard option...]: through pcscd
reference() {
  name=$1
  shift
  card "$CARDS/5p4n.card" "$@" -- \
    "$S" backup -r "$RCPT" -o "$name.simstow" >out 2>err ||
    { cat err >&2; fail "PC/SC"; }
  same "$name.simstow" >"$name.same"
}

# reader REFERENCE OPTION...: vcard options, then --reader and its own
count=0
reader() {
  ref=$1
  shift
  rm -f x.simstow
  usb_reader "$CARDS/5p4n.card" "$@" -- sh -c '
    "$S" backup -d ccid:1-1 -r "$RCPT" -o x.simstow >out 2>err
    rc=$?
    cp "$USB_LOG" usb.log
    exit $rc' || { cat err >&2; fail "$*"; }
  same x.simstow >x.same
  diff -u "$ref.same" x.same >&2 || fail "$*: the snapshots differ"
  [ "$(jq -r .device.reachedBy full.json)" = ccid:1-1 ] ||
    fail "$*: not reached by ccid:1-1"
  if grep -E '^(BAD|ODD)' usb.log >&2; then fail "$*: held against us"; fi
  count=$((count + 1))
}

reference t0
reference t1 --t1
for class in '' --class-ff; do
  for interrupt in '' --no-interrupt; do
    for level in short extended tpdu; do
      # shellcheck disable=SC2086 # words, or none
      reader t0 --reader --level "$level" $class $interrupt
    done
  done
done
for speed in high full; do
  for level in short extended tpdu; do
    reader t0 --reader --level "$level" --speed "$speed"
    reader t1 --t1 --reader --level "$level" --speed "$speed"
  done
done

# what the reader leaves to the host
for card in "" --t1; do
  ref=t0
  [ -z "$card" ] || ref=t1
  for host in '--no-auto-voltage' '--no-auto-voltage --voltages 5,3' \
    '--no-auto-voltage --card-voltages 5' \
    '--auto-parameters off --auto-pps off' \
    '--auto-parameters off --auto-pps on' \
    '--auto-parameters on --auto-pps off' '--auto-negotiation on' \
    '--no-auto-voltage --card-voltages 5,3 --auto-parameters off
    --auto-pps off'; do
    # shellcheck disable=SC2086 # words, or none
    reader "$ref" $card --reader --level tpdu $host
  done
done
# CRC; both protocols, of which the reader has the second
crc=3B9F968171FE45018031E073FE211B57AA866016010001A8
both=3B9F9680018031E073FE211B57AA86601601000163
jq -S --arg atr $crc '.device.atr = $atr' t1.same >crc.same
jq -S --arg atr $both '.device.atr = $atr' t0.same >b0.same
jq -S --arg atr $both '.device.atr = $atr' t1.same >b1.same
reader crc --t1 --atr $crc --reader --level tpdu
reader b0 --atr $both --reader --level tpdu --auto-pps off
reader b1 --t1 --atr $both --reader --level tpdu --protocols 1 --auto-pps off
reader t1 --t1 --reader --level tpdu --auto-ifsd
reader t1 --t1 --reader --level tpdu --ifsd 40
reader t0 --reader --level extended --max-message 100
reader t1 --t1 --reader --level extended --max-message 100
for level in short extended tpdu; do
  reader t0 --reader --level "$level" --extend-after 1
  reader t0 --reader --level "$level" --fault wtx=3
  reader t0 --reader --level "$level" --fault zero-packet=3
done
# PPS that the card does not answer: it stays slow
reader t0 --reader --level tpdu --auto-pps off --fault pps-mute
echo "$count kinds of readers"
