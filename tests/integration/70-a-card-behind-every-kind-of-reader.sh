# The same eUICC, USIM and SIM through PC/SC and through readers on libusb of
# every kind: equal snapshots but for the way they were reached, nothing that
# the reader or the card holds against the host, no transfer without need.
. "$TOP/tests/integration/lib.sh"
keypair
printf '1234\n' >pin

same() {
  "$S" show --json -i id.txt "$1" >full.json || fail "show $1"
  jq -S 'del(.created, .device.reachedBy, .device.way)' full.json
}

# what is read, and how: the card's file and options of the backup
fixture=5p4n
wanted=

# reference NAME [vcard option...]: through pcscd
reference() {
  name=$1
  shift
  rm -f "$name.simstow"
  # shellcheck disable=SC2086 # words, or none
  card "$CARDS/$fixture.card" "$@" -- \
    "$S" backup -r "$RCPT" -o "$name.simstow" $wanted >out 2>err ||
    { cat err >&2; fail "PC/SC"; }
  same "$name.simstow" >"$name.same"
}

# reader REFERENCE OPTION...: vcard options, then --reader and its own
count=0
reader() {
  ref=$1
  shift
  rm -rf x.simstow rig
  mkdir rig
  # shellcheck disable=SC2086 # words, or none
  RIG_DIR=$PWD/rig "$RIG/with-usb-reader" "$CARDS/$fixture.card" "$@" -- \
    "$S" backup -d ccid:1-1 -r "$RCPT" -o x.simstow $wanted >out 2>err ||
    { cat err >&2; fail "$fixture $*"; }
  same x.simstow >x.same
  diff -u "$ref.same" x.same >&2 || fail "$fixture $*: the snapshots differ"
  [ "$(jq -r .device.reachedBy full.json)" = ccid:1-1 ] ||
    fail "$fixture $*: not reached by ccid:1-1"
  if grep -E '^(BAD|ODD)' rig/usb.log >&2; then
    fail "$fixture $*: held against us"
  fi
  count=$((count + 1))
}

# frugal BESIDES PART OPTION...: such a reader, with two transfers for each part
# of PART bytes that the card's APDUs make, and two for each of BESIDES others:
# status, power on and off; PPS and parameters or IFSD where they are ours. The
# last part of a command and the first of its answer travel in one exchange.
frugal() {
  besides=$1
  part=$2
  shift 2
  reader "$@"
  want=$(awk -v part="$part" -v n="$besides" '
    function parts(hex) { return int((length(hex) / 2 + part - 1) / part) }
    /^[0-9]/ { n += parts($2) + parts($3) - 1 }
    END { print 2 * n }' rig/vcard-0.log)
  got=$(sed -n 's/^TOTAL transfers \([0-9]*\) .*/\1/p' rig/usb.log)
  [ "$got" = "$want" ] || fail "$fixture $*: $got transfers, need $want"
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

# every card at every level; no command here is longer than the shortest part
whole=65536
ours='--auto-pps off --auto-parameters off'
levels_t0() {
  reference c0
  frugal 3 $whole c0 --reader --level short
  frugal 3 $whole c0 --reader --level extended
  frugal 3 90 c0 --reader --level extended --max-message 100
  frugal 3 $whole c0 --reader --level tpdu
  # shellcheck disable=SC2086 # words
  frugal 5 $whole c0 --reader --level tpdu $ours
  # a reader that fetches what waits (61xx) by itself
  reader c0 --reader --level short --auto-get-response
  reader c0 --reader --level extended --auto-get-response
}
levels_t1() {
  reference c1 --t1
  frugal 3 $whole c1 --t1 --reader --level short
  frugal 3 $whole c1 --t1 --reader --level extended
  frugal 3 90 c1 --t1 --reader --level extended --max-message 100
  frugal 4 254 c1 --t1 --reader --level tpdu
  frugal 4 40 c1 --t1 --reader --level tpdu --ifsd 40
  # shellcheck disable=SC2086 # words
  frugal 6 254 c1 --t1 --reader --level tpdu $ours
}
levels_t0
levels_t1
wanted='--contacts --sms'
for fixture in usim euicc-usim; do
  levels_t0
  levels_t1
  jq -e '[.profiles[].sim // {} | .contacts, .messages | values | length] |
    length == 2 and all(. > 0)' c1.same >/dev/null ||
    fail "$fixture: no contacts or messages"
done
# a SIM from before the USIM has T=0 alone, and hides much behind its PIN
wanted='--contacts --sms --pin file:pin'
fixture=sim-2g
levels_t0
grep -q '^VERIFY 01 tries 3$' rig/vcard-0.log || fail "no PIN was sent"
echo "$count kinds of readers"
