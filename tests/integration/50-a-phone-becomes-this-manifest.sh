# Every scripted phone becomes the manifest in tests/fixtures/phones; whole
# ICCIDs are those of the phone's own table, no command is run twice, and none
# changes the phone.
. "$TOP/tests/integration/lib.sh"
keypair
GOLD=$TOP/tests/fixtures/phones
PHONES=$TOP/tests/vphone/phones

read_phone() {
  phone "$1" --no-auth --server -- sh -c '
    got=0
    "$S" backup -v -d "adb:$PHONE_SERIAL" -r "$RCPT" -o "$1.simstow" \
      >out 2>err || got=$?
    echo "$got" >status
    cp "$PHONE_LOG" log' sh "$1"
}

# ICCIDs by subscription id: the manifest's are in the phone's table
iccids_match() {
  jq -r '.profiles[] | select(.iccid) | "\(.subscriptionId) \(.iccid)"' \
    "$1" | sort >ours
  awk -F '\t' 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
    { print $at["_id"], $at["icc_id"] }' "$PHONES/$2/content.siminfo" |
    sort >theirs
  [ -z "$(comm -23 ours theirs)" ] || fail "$2: an ICCID of another line"
}

log_is_harmless() {
  [ -z "$(sort log | uniq -d)" ] || fail "$1: a command twice"
  if grep -Ev '^(getprop$|dumpsys |settings list |content query |service call (isub 1|iphonesubinfo (11|14)|econtroller 4) |cmd (netpolicy|package) (get|list) |cmd phone get-)' \
    log | grep -v '^service call econtroller 4$'; then
    fail "$1: this may change the phone"
  fi
}

for p in "$PHONES"/*; do
  p=${p##*/}
  read_phone "$p"
  gaps=$(grep -c '^gap: ' err)
  want=0
  [ "$gaps" -eq 0 ] || want=3
  [ "$(cat status)" -eq "$want" ] || {
    cat err >&2
    fail "$p: status $(cat status), $gaps gaps"
  }
  log_is_harmless "$p"
  mkdir "$p"
  age -d -i id.txt "$p.simstow" | zstd -dq | tar -x -C "$p" ||
    fail "$p: no archive"
  members_match "$p"
  "$S" show --json -i id.txt "$p.simstow" >shown.json || fail "$p: show"
  "$S" show -i id.txt "$p.simstow" >page || fail "$p: page"
  "$S" show --json --redact -i id.txt "$p.simstow" >redacted.json
  iccids_match shown.json "$p"
  for n in $(jq -r '.profiles[] | .iccid, .imsi, .msisdn | values' shown.json); do
    ! grep -qF -- "$n" redacted.json || fail "$p: $n in --redact"
  done
  jq 'del(.created, .generator, .device.reachedBy, .device.way)' \
    shown.json >"$p.json"
  if [ -n "${UPDATE:-}" ]; then
    mkdir -p "$GOLD"
    cp "$p.json" "$GOLD/$p.json"
  fi
  diff -u "$GOLD/$p.json" "$p.json" >differs || {
    head -n 60 differs >&2
    fail "$p: another manifest"
  }
  echo "$p: $(jq '.profiles | length' shown.json) lines, $gaps gaps"
done
