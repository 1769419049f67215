# The same scripted phone through a running adb server and through libusb on an
# emulated bus: equal snapshots but for the way they were reached. (The third
# way, the real USB stack, is make check-kernel.)
. "$TOP/tests/integration/lib.sh"
keypair
P=$TOP/tests/vphone/phones

# what is about the way, or of this moment
same() {
  jq -S 'del(.created, .device.serial, .device.reachedBy, .device.way)' "$1"
}

for phone in android9-dualsim-esim android15-two-esims; do
  rm -f s.simstow u.simstow
  got=0
  RIG_DIR=$(mktemp -d "$PWD/rig.XXXXXX") "$RIG/with-phone" "$phone" --no-auth \
    --server -- sh -c '"$S" backup -d "adb:$PHONE_SERIAL" -r "$RCPT" \
      -o s.simstow >out 2>err' || got=$?
  [ $got -eq 0 ] || [ $got -eq 3 ] || { cat err >&2; fail "server: $got"; }
  # no server in this network, so libusb is taken
  VPHONE=$P/$phone
  VPHONE_LOG=$PWD/commands.$phone
  export VPHONE VPHONE_LOG
  usb_phone -- sh -c '"$S" backup -d adb:VPHONE01 -r "$RCPT" -o u.simstow \
    >out 2>err'
  usb=$?
  [ $usb -eq $got ] || { cat err >&2; fail "libusb: $usb, server: $got"; }
  "$S" show --json -i id.txt s.simstow >s.json || fail "show"
  "$S" show --json -i id.txt u.simstow >u.json || fail "show"
  same s.json >s.same
  same u.json >u.same
  diff -u s.same u.same >&2 || fail "$phone: the two ways differ"
  echo "$phone: $(jq '.profiles | length' s.json) profiles," \
    "$(jq '.gaps | length' s.json) gaps," \
    "$(jq -r .device.way s.json), $(jq -r .device.way u.json | cut -d' ' -f1)"
  sort "commands.$phone" | uniq -d >twice
  [ ! -s twice ] || { cat twice >&2; fail "a command ran twice"; }
done
